package com.wedsync.core.canary;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import com.wedsync.core.migration.MigrationState;
import com.wedsync.core.migration.SchemaReady;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Reads each canary's guests as itself and as the other. What is found holds until the next probe that comes to an end: one
 * that cannot be carried out neither finds a leak nor takes one back.
 */
@Singleton
class CanaryProbe {

    /** What the last probe found. */
    enum Finding {
        UNKNOWN,
        NO_LEAK,
        LEAK
    }

    private static final Logger LOG = Logger.getLogger(CanaryProbe.class);

    private final CanaryRepository canaries;
    private final MigrationState schema;
    private volatile Finding finding = Finding.UNKNOWN;
    private volatile boolean failing;

    CanaryProbe(CanaryRepository canaries, MigrationState schema, MeterRegistry registry) {
        this.canaries = canaries;
        this.schema = schema;
        Gauge.builder("wedsync.canary.leak", this, CanaryProbe::asNumber)
                .description("1 if a synthetic couple saw another one's guests").strongReference(true).register(registry);
    }

    Finding finding() {
        return finding;
    }

    void begin(@Observes SchemaReady ready) {
        probe().subscribe().with(done -> LOG.debug("First probe of the canaries has ended"));
    }

    @Scheduled(identity = "canaries", every = "${wedsync.canary.every:5m}", delayed = "${wedsync.canary.every:5m}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> probe() {
        if (!schema.isDone()) {
            return Uni.createFrom().voidItem();
        }
        return Multi.createFrom().items(
                look(Canary.FIRST, Canary.SECOND), look(Canary.SECOND, Canary.FIRST))
                .onItem().transformToUniAndConcatenate(look -> look)
                .collect().asList()
                .invoke(this::take)
                .onFailure().invoke(this::unable)
                .onFailure().recoverWithNull()
                .replaceWithVoid();
    }

    /** Whether {@code reader} sees what is not its own; a failure if it does not even see its own guest. */
    private Uni<Boolean> look(Canary reader, Canary other) {
        return Uni.join().all(List.of(canaries.shared(reader, reader), canaries.shared(reader, other),
                canaries.inTransaction(reader, reader), canaries.inTransaction(reader, other), canaries.all(reader)))
                .andFailFast().map(seen -> judge(reader, seen));
    }

    private static boolean judge(Canary reader, List<Set<UUID>> seen) {
        Set<UUID> own = Set.of(reader.guest());
        Set<UUID> all = new HashSet<>();
        seen.forEach(all::addAll);
        if (!own.containsAll(all)) {
            return true;
        }
        if (!seen.equals(List.of(own, Set.of(), own, Set.of(), own))) {
            throw new IllegalStateException("Canary " + reader.couple() + " does not see its own guest");
        }
        return false;
    }

    private void take(List<Boolean> leaks) {
        Finding before = finding;
        finding = leaks.contains(true) ? Finding.LEAK : Finding.NO_LEAK;
        failing = false;
        if (finding == Finding.LEAK && before != Finding.LEAK) {
            LOG.error("A canary sees guests of another couple: row level security does not hold, the service is not ready");
        } else if (finding == Finding.NO_LEAK && before == Finding.LEAK) {
            LOG.info("No canary sees another's guests any more");
        }
    }

    private void unable(Throwable cause) {
        if (!failing) {
            failing = true;
            LOG.warnf("The canaries cannot be read, what was found before stays finding=%s cause=%s", finding, cause);
        }
    }

    private double asNumber() {
        return switch (finding) {
            case UNKNOWN -> Double.NaN;
            case NO_LEAK -> 0;
            case LEAK -> 1;
        };
    }
}
