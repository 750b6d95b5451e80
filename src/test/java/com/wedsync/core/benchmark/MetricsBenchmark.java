package com.wedsync.core.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What observing a crowded database costs: latency of the metrics, connections, processor time. */
@Tag("benchmark")
class MetricsBenchmark {

    private static final String METRICS = "/api/database/metrics";
    private static final String OPS = "wedsync_ops";
    private static final int CALLS = Integer.getInteger("wedsync.benchmark.calls", 400);
    private static final int WARM_UP = 400;
    private static final int CALLERS = 4;
    private static final int P95_MILLIS = 100;
    private static final int CONNECTIONS = 2;
    private static final int OBSERVED_SECONDS = 10;

    private final Report report = Report.named("metrics");

    @Test
    void the_metrics_of_a_crowded_database_are_quick_and_never_blocked() throws Exception {
        try (PasswordServer server = PasswordServer.start()) {
            ServiceProcess.start(Artifact.built().getFirst(), server.settings()).close(); // migrates
            try (Crowd crowd = Crowd.gather(server)) {
                for (Artifact artifact : Artifact.built()) {
                    report.line("%s", artifact.name());
                    answers(server, artifact, "as configured (answers within 1 s share a reading)", Map.of());
                    answers(server, artifact, "every answer its own reading",
                            Map.of("WEDSYNC_SAMPLER_SHARE_FOR", "0.001s"));
                    passes(server, artifact);
                }
            }
        }
        assertThat(report.misses()).isEmpty();
    }

    private void answers(PasswordServer server, Artifact artifact, String title, Map<String, String> settings)
            throws Exception {
        try (ServiceProcess service = start(artifact, server, settings); Load load = Load.get(service.api(METRICS))) {
            String body = new String(load.once(), StandardCharsets.UTF_8);
            assertThat(body.split("crowd\\.t_", -1)).hasSize(Crowd.TABLES + 1);
            report.line("  %s; answer of %d kB", title, body.length() / 1000);
            load.run(1, WARM_UP);
            try (Backends backends = Backends.watch(server)) {
                measure(service, server, load, "");
                try (Locks locks = Locks.take(server, "crowd.t_4990", "crowd.t_4980")) {
                    measure(service, server, load, ", tables locked");
                }
                report.bar("connections of the operations plane", backends.most(OPS), CONNECTIONS + 1);
            }
        }
    }

    private void measure(ServiceProcess service, PasswordServer server, Load load, String condition) throws Exception {
        double service0 = service.cpu().toMillis();
        double server0 = Backends.cpuMillis(server, OPS);
        for (int callers : new int[] { 1, CALLERS }) {
            Figures latencies = load.run(callers, CALLS / callers);
            report.line("    %d callers%s, ms  %s", callers, condition, latencies.percentiles());
            report.bar("p95, ms", latencies.percentile(95), P95_MILLIS);
        }
        report.line("    processor time an answer, ms: service %.1f, PostgreSQL %.1f",
                (service.cpu().toMillis() - service0) / (2 * CALLS), (Backends.cpuMillis(server, OPS) - server0) / (2 * CALLS));
    }

    /** Kept readings with sizes, as they happen once a minute; here every second. */
    private void passes(PasswordServer server, Artifact artifact) throws Exception {
        try (ServiceProcess service = start(artifact, server, Map.of("WEDSYNC_SAMPLER_EVERY", "1s"));
                Load prometheus = Load.get(service.management("/q/metrics"))) {
            Thread.sleep(5_000);
            pass(service, server, prometheus, "");
            try (Locks locks = Locks.take(server, "crowd.t_4990", "crowd.t_4980")) {
                pass(service, server, prometheus, ", tables locked");
            }
            report.line("  resident after it all: %.0f MiB", service.residentMebibytes());
        }
    }

    private void pass(ServiceProcess service, PasswordServer server, Load prometheus, String condition) throws Exception {
        Passes before = Passes.of(prometheus);
        double service0 = service.cpu().toMillis();
        double server0 = Backends.cpuMillis(server, OPS);
        Thread.sleep(OBSERVED_SECONDS * 1_000L);
        double server1 = Backends.cpuMillis(server, OPS);
        Passes after = Passes.of(prometheus);
        double passes = after.count - before.count;
        assertThat(passes).isPositive();
        report.line("  one pass of the sampler%s: %.0f ms; processor time, ms: service %.1f, PostgreSQL %.1f", condition,
                1000 * (after.seconds - before.seconds) / passes,
                (service.cpu().toMillis() - service0) / passes, (server1 - server0) / passes);
    }

    /** Passes of the sampler since the service started. */
    private record Passes(double count, double seconds) {

        static Passes of(Load prometheus) throws Exception {
            String metrics = new String(prometheus.once(), StandardCharsets.UTF_8);
            return new Passes(value(metrics, "count"), value(metrics, "sum"));
        }

        private static double value(String metrics, String suffix) {
            Matcher line = Pattern.compile("(?m)^wedsync_sampler_reading_seconds_" + suffix + "\\S* (\\S+)$").matcher(metrics);
            return line.find() ? Double.parseDouble(line.group(1)) : 0;
        }
    }

    private static ServiceProcess start(Artifact artifact, PasswordServer server, Map<String, String> settings)
            throws Exception {
        Map<String, String> all = new HashMap<>(server.settings());
        all.putAll(settings);
        return ServiceProcess.start(artifact, all);
    }
}
