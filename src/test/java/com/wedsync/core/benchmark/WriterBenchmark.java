package com.wedsync.core.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the change feed costs those who write: its wake-ups, by two services that write in turns, one with and one without; and
 * its
 * triggers, by pgbench.
 *
 * <p>
 * {@code ./mvnw verify -Pbenchmark -Dtest=WriterBenchmark}; {@code -Dwedsync.benchmark.rounds=10}.
 */
@Tag("benchmark")
class WriterBenchmark {

    private static final int ROUNDS = Integer.getInteger("wedsync.benchmark.rounds", 10);
    private static final Duration ROUND = Duration.ofSeconds(3);
    private static final Duration WARM_UP = Duration.ofSeconds(60);
    private static final int COUPLES = 500;
    private static final int AS_MANY_AS_POSSIBLE = 1_000_000_000;
    private static final int SQL_CHANGES = 8_000;

    private final Report report = Report.named("writers");

    @Test
    void writers_lose_little() throws Exception {
        try (PasswordServer server = PasswordServer.start()) {
            List<Partner> partners = server.season(COUPLES);
            Map<String, String> with = new HashMap<>(server.settings());
            with.put("WEDSYNC_RATE_LIMIT_ENABLED", "false");
            with.put("WEDSYNC_STREAM_POLL_EVERY", "1h");
            Map<String, String> without = new HashMap<>(with);
            without.put("WEDSYNC_STREAM_WAKE_UPS", "false");
            Artifact artifact = Artifact.built().getFirst();
            triggers(new SqlWrites(server, COUPLES));
            try (ServiceProcess quiet = ServiceProcess.start(artifact, without);
                    ServiceProcess waking = ServiceProcess.start(artifact, with)) {
                warmUp(quiet, partners);
                warmUp(waking, partners);
                judge(compare(quiet, waking, partners, 1));
                judge(compare(quiet, waking, partners, 10));
                try (Audience first = Audience.gather(quiet, partners, COUPLES);
                        Audience second = Audience.gather(waking, partners, COUPLES)) {
                    report.line("with 500 streams at each, told of every change by the waking one alone");
                    // not judged: telling shares the processors with those who write
                    report.line("loss by wake-ups and by telling: %.1f %%", compare(quiet, waking, partners, 10));
                    assertThat(first.delivered()).isZero();
                    assertThat(second.delivered()).isPositive();
                }
            }
        }
        assertThat(report.misses()).isEmpty();
    }

    private void triggers(SqlWrites writes) throws Exception {
        for (int guests : new int[] { 1, 10 }) {
            List<Double> bare = new ArrayList<>();
            List<Double> recorded = new ArrayList<>();
            List<Double> fed = new ArrayList<>();
            for (int round = 0; round < 3; round++) {
                writes.record(false);
                writes.rate(guests, SQL_CHANGES).ifPresent(bare::add);
                writes.record(true);
                writes.feed(false);
                writes.rate(guests, SQL_CHANGES).ifPresent(recorded::add);
                writes.feed(true);
                writes.rate(guests, SQL_CHANGES).ifPresent(fed::add);
            }
            if (!fed.isEmpty()) {
                report.line(
                        "PostgreSQL alone, %2d guests a write: %.0f changes/s not recorded, %.0f recorded and not in the feed, "
                                + "%.0f recorded",
                        guests, median(bare), median(recorded), median(fed));
            }
        }
    }

    private static void warmUp(ServiceProcess service, List<Partner> partners) throws Exception {
        try (GuestWrites writes = new GuestWrites(service, partners)) {
            writes.write(1, AS_MANY_AS_POSSIBLE, WARM_UP);
        }
    }

    /** Per cent that writers lose by wake-ups, median of all rounds. */
    private double compare(ServiceProcess quiet, ServiceProcess waking, List<Partner> partners, int guests) throws Exception {
        List<Double> without = new ArrayList<>();
        List<Double> with = new ArrayList<>();
        List<Double> loss = new ArrayList<>();
        try (GuestWrites unheard = new GuestWrites(quiet, partners); GuestWrites heard = new GuestWrites(waking, partners)) {
            for (int round = 0; round < ROUNDS; round++) {
                boolean turned = round % 2 == 0;
                double first = (turned ? heard : unheard).write(guests, AS_MANY_AS_POSSIBLE, ROUND).rate();
                double second = (turned ? unheard : heard).write(guests, AS_MANY_AS_POSSIBLE, ROUND).rate();
                without.add(turned ? second : first);
                with.add(turned ? first : second);
                loss.add(100 - 100 * with.getLast() / without.getLast());
            }
        }
        report.line("%2d guests a write: %.0f changes/s without wake-ups, %.0f with", guests, median(without), median(with));
        return median(loss);
    }

    private void judge(double loss) {
        report.bar("loss by wake-ups, median of " + ROUNDS + " rounds, %", loss, 10);
    }

    private static double median(List<Double> values) {
        return Figures.of(values.stream().mapToDouble(Double::doubleValue).toArray()).median();
    }
}
