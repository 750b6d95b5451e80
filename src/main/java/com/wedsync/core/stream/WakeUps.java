package com.wedsync.core.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import com.wedsync.core.database.Signals;
import com.wedsync.core.http.Committed;
import com.wedsync.core.stream.StreamMetrics.Source;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

/** Finds out that something was committed: here, at another replica, or by somebody who tells nobody. */
@Singleton
class WakeUps {

    private static final Logger LOG = Logger.getLogger(WakeUps.class);
    /** The profile under which a command of the command line runs. */
    private static final String CHANNEL = "wedsync_changes";
    private static final String EVERYTHING = "*";
    /** A payload has less than 8,000 bytes. */
    private static final int NAMED = 200;
    private static final int POLLED_TOGETHER = 1_000;

    private final Loop loop;
    private final Streams streams;
    private final CoupleFeed couples;
    private final SupplierConnections suppliers;
    private final ChangeRepository changes;
    private final Signals signals;
    private final StreamConfig config;
    private final StreamMetrics metrics;

    private final ConcurrentLinkedQueue<UUID> committed = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean taking = new AtomicBoolean();
    private final Set<UUID> untold = new LinkedHashSet<>();
    private boolean telling;
    private long lastTold;

    WakeUps(Loop loop, Streams streams, CoupleFeed couples, SupplierFeed suppliers, ChangeRepository changes, Signals signals,
            StreamConfig config, StreamMetrics metrics) {
        this.loop = loop;
        this.streams = streams;
        this.couples = couples;
        this.suppliers = suppliers.connections();
        this.changes = changes;
        this.signals = signals;
        this.config = config;
        this.metrics = metrics;
        this.lastTold = System.nanoTime() - config.notifyEvery().toNanos();
    }

    void start(@Observes StartupEvent event) {
        loop.every(config.pollEvery(), this::poll);
        if (config.wakeUps()) {
            signals.listen(CHANNEL, word -> loop.run(() -> hear(word)), () -> loop.run(this::catchUp));
        }
    }

    void stop(@Observes ShutdownEvent event) {
        signals.stop();
    }

    /** On the thread of the write, of which it takes next to nothing. */
    void committed(@Observes Committed event) {
        if (config.wakeUps()) {
            committed.addAll(event.tenants());
            if (taking.compareAndSet(false, true)) {
                loop.run(this::take);
            }
        }
    }

    private void take() {
        taking.set(false);
        Set<UUID> tenants = new LinkedHashSet<>();
        for (UUID tenant = committed.poll(); tenant != null; tenant = committed.poll()) {
            tenants.add(tenant);
        }
        wake(tenants, Source.LOCAL);
        untold.addAll(tenants);
        tell();
    }

    private void wake(Collection<UUID> tenants, Source source) {
        if (!streams.isEmpty() && !tenants.isEmpty()) {
            metrics.woken(source, tenants.size());
            couples.wake(tenants);
            suppliers.wake(tenants);
        }
    }

    /** One NOTIFY for all that was committed since the last: its COMMIT takes a lock of the whole server. */
    private void tell() {
        if (telling || untold.isEmpty()) {
            return;
        }
        telling = true;
        long wait = lastTold + config.notifyEvery().toNanos() - System.nanoTime();
        if (wait <= 0) {
            send();
        } else {
            loop.later(Duration.ofNanos(wait), this::send);
        }
    }

    private void send() {
        String names = untold.size() > NAMED ? EVERYTHING
                : String.join(",", untold.stream().map(UUID::toString).toList());
        untold.clear();
        lastTold = System.nanoTime();
        signals.send(CHANNEL, signals.self() + ":" + names).subscribe().with(sent -> loop.run(this::told), failure -> {
            LOG.debugf("Other replicas were not told cause=%s", failure);
            loop.run(this::told);
        });
    }

    private void told() {
        telling = false;
        tell();
    }

    private void hear(String word) {
        int colon = word.indexOf(':');
        if (colon < 0 || word.startsWith(signals.self())) {
            return;
        }
        String names = word.substring(colon + 1);
        if (names.equals(EVERYTHING)) {
            catchUp();
            return;
        }
        try {
            wake(Arrays.stream(names.split(",")).map(UUID::fromString).toList(), Source.NOTIFY);
        } catch (IllegalArgumentException foreign) {
            LOG.debug("Somebody else uses the channel wedsync_changes");
        }
    }

    /** What was told while nobody listened is in the table. */
    private void catchUp() {
        if (!streams.isEmpty()) {
            metrics.woken(Source.NOTIFY, 1);
            couples.wakeAll();
            suppliers.wakeAll();
        }
    }

    private void poll() {
        if (streams.isEmpty()) {
            return;
        }
        List<UUID> connected = List.copyOf(suppliers.suppliers());
        if (!connected.isEmpty()) {
            loop.read(changes.connected(connected), found -> polled(suppliers.connected(connected, found)), WakeUps::notPolled);
        }
        Set<UUID> watched = new LinkedHashSet<>(couples.couples());
        watched.addAll(suppliers.couples());
        List<UUID> all = new ArrayList<>(watched);
        for (int from = 0; from < all.size(); from += POLLED_TOGETHER) {
            List<UUID> some = List.copyOf(all.subList(from, Math.min(all.size(), from + POLLED_TOGETHER)));
            loop.read(changes.revisions(some), revisions -> compare(some, revisions), WakeUps::notPolled);
        }
    }

    private void compare(List<UUID> asked, Map<UUID, Long> revisions) {
        polled(couples.compare(asked, revisions) + suppliers.compare(revisions));
    }

    private void polled(int woken) {
        metrics.woken(Source.POLL, woken);
    }

    private static void notPolled(Throwable failure) {
        LOG.debugf("Revisions were not polled cause=%s", failure);
    }
}
