package com.wedsync.core.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.database.Instance;
import com.wedsync.core.health.HealthConfig;
import com.wedsync.core.metric.Observations;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * One look: find out whether this replica is the one that sends, hold the rules against what is known, keep the states, send
 * what is due.
 *
 * <p>
 * That one replica sends is against duplicates and never a reason for silence: when the database cannot say who it is, the
 * last sender goes on, and after the length of a lease all others send as well. Their messages are the same, down to the
 * fingerprint.
 */
@Singleton
class Watch {

    private final Ledger ledger;
    private final Observations observations;
    private final Baseline baseline;
    private final Webhook webhook;
    private final AlertConfig config;
    private final Clock clock;
    private final AlertBook book;
    private final Courier courier;
    private final Messages messages;
    private final Instant startedAt;

    private boolean sender;
    private Instant askedAt;
    private List<Mute> mutes = List.of();
    private @Nullable Instant deadManAt;
    private volatile Outlook outlook;

    /** What this replica knows after its last look. */
    record Outlook(Instant at, boolean sender, boolean delivering, Optional<Duration> readingAge, List<Alert> alerts,
            Map<String, String> unknown) {
    }

    Watch(Ledger ledger, Observations observations, Baseline baseline, Webhook webhook, AlertConfig config, HealthConfig health,
            Clock clock) {
        this.ledger = ledger;
        this.observations = observations;
        this.baseline = baseline;
        this.webhook = webhook;
        this.config = config;
        this.clock = clock;
        this.book = new AlertBook(Rules.all(health, config));
        this.courier = new Courier(config.repeat(), config.webhook().backOff());
        this.messages = new Messages(book, config.runbooks(), config.webhook().maxAlerts());
        this.startedAt = clock.instant();
        this.askedAt = startedAt;
        this.outlook = new Outlook(startedAt, false, false, Optional.empty(), List.of(), Map.of());
    }

    Outlook outlook() {
        return outlook;
    }

    AlertBook book() {
        return book;
    }

    Messages messages() {
        return messages;
    }

    /** Not at the same time as another look. */
    Uni<Void> look() {
        return ledger.open(Instance.name()).map(Optional::of).onFailure().recoverWithItem(Optional.empty())
                .chain(entries -> entries.isPresent() && !entries.get().sender() ? follow(entries.get()) : lead(entries));
    }

    private Uni<Void> follow(Ledger.Entries entries) {
        sender = false;
        askedAt = clock.instant();
        mutes = entries.mutes();
        book.replace(entries.alerts());
        publish(snapshot(), false);
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> lead(Optional<Ledger.Entries> entries) {
        entries.ifPresent(known -> {
            if (!sender) {
                book.adopt(known.alerts());
            }
            sender = true;
            mutes = known.mutes();
            askedAt = clock.instant();
        });
        Snapshot snapshot = snapshot();
        book.look(snapshot);
        boolean sends = sender || Duration.between(askedAt, snapshot.at()).abs().compareTo(config.lease()) > 0;
        publish(snapshot, sends);
        return keep(entries.isPresent())
                .chain(() -> sends && webhook.isConfigured() ? send(snapshot.at()) : Uni.createFrom().item(false))
                .chain(told -> told ? keep(entries.isPresent()) : Uni.createFrom().voidItem())
                .invoke(() -> publish(snapshot, sends));
    }

    /** States that cannot be kept now are kept at the next look. */
    private Uni<Void> keep(boolean reachable) {
        return reachable ? ledger.keep(book.all()).onFailure().recoverWithNull() : Uni.createFrom().voidItem();
    }

    /** Whether anybody was told of anything. After the first failure the rest has to wait for the next look. */
    private Uni<Boolean> send(Instant now) {
        List<Map.Entry<String, List<Alert>>> due = new ArrayList<>(
                courier.due(book.all(), (key, at) -> mutes.stream().anyMatch(mute -> mute.covers(key, at)), now).entrySet());
        return deadMan(now).chain(alive -> Multi.createFrom().iterable(due)
                .onItem().transformToUniAndConcatenate(group -> deliver(group.getKey(), group.getValue(), now))
                .select().first(Boolean::booleanValue)
                .collect().asList().map(sent -> !sent.isEmpty()));
    }

    private Uni<Boolean> deliver(String name, List<Alert> group, Instant now) {
        Map<AlertKey, AlertState> news = group.stream().collect(Collectors.toMap(Alert::key, Alert::news));
        return webhook.post(messages.of(name, group)).invoke(taken -> {
            if (taken) {
                courier.delivered(name);
                book.told(news, now);
            } else {
                courier.failed(name, now);
            }
        });
    }

    private Uni<Boolean> deadMan(Instant now) {
        boolean due = deadManAt == null || Duration.between(deadManAt, now).abs().compareTo(config.deadManEvery()) >= 0;
        if (!due || !courier.mayTry(Messages.DEAD_MAN, now)) {
            return Uni.createFrom().item(true);
        }
        return webhook.post(messages.deadMan(startedAt)).invoke(taken -> {
            if (taken) {
                courier.delivered(Messages.DEAD_MAN);
                deadManAt = now;
            } else {
                courier.failed(Messages.DEAD_MAN, now);
            }
        });
    }

    private Snapshot snapshot() {
        Instant now = clock.instant();
        Duration age = observations.age().orElseGet(() -> Duration.between(startedAt, now));
        return new Snapshot(now, age.isNegative() ? Duration.ZERO : age, config.patience(), observations.all(),
                baseline.usual());
    }

    private void publish(Snapshot snapshot, boolean sends) {
        Map<String, String> unknown = book.rules().stream()
                .flatMap(rule -> rule.source().see(snapshot).stream().filter(Sight::isUnknown).limit(1)
                        .map(sight -> Map.entry(rule.name(), String.valueOf(sight.reason()))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new));
        outlook = new Outlook(snapshot.at(), sends, webhook.isConfigured() && !courier.isFailing(), observations.age(),
                book.all(), unknown);
    }

    List<Mute> mutes() {
        return mutes;
    }

    /** Lets another replica send at once. */
    Uni<Void> leave() {
        Function<Throwable, Void> nothing = failure -> null;
        return sender ? ledger.release(Instance.name()).onFailure().recoverWithItem(nothing) : Uni.createFrom().voidItem();
    }
}
