package com.wedsync.core.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a whole pass of the sampler costs at 1,000 tables and 5,000 kinds of statements, beside Debian's
 * prometheus-postgres-exporter on the same database.
 */
@Tag("benchmark")
class SamplerBenchmark {

    private static final int TABLES = 1_000;
    private static final int SESSIONS = 50;
    private static final int PASSES = Integer.getInteger("wedsync.benchmark.passes", 25);
    private static final int MILLIS_A_PASS = 1_500;
    private static final int WARM_UP_MILLIS = 25_000;
    private static final int P95_MILLIS = 500;
    private static final int CONNECTIONS = 2;
    private static final double MILLIS_OF_A_MINUTE = 60_000;
    private static final double PERCENT_OF_A_CORE = 1;
    private static final int SCRAPES_A_MINUTE = 4;

    private final Report report = Report.named("sampler");

    @Test
    void a_pass_of_the_sampler_is_cheap_short_and_waits_for_nobody() throws Exception {
        try (PasswordServer server = PasswordServer.start()) {
            ServiceProcess.start(Artifact.built().getFirst(), server.settings()).close(); // migrates
            try (Crowd crowd = Crowd.gather(server, TABLES, SESSIONS)) {
                server.execute("ANALYZE");
                for (Artifact artifact : Artifact.built()) {
                    report.line("%s, %d tables, 5000 kinds of statements, %d sessions", artifact.name(), TABLES, SESSIONS);
                    passes(server, artifact);
                    besideTheExporter(server, artifact);
                }
            }
        }
        assertThat(report.misses()).isEmpty();
    }

    /**
     * For each series, with all tables shown: a pass measures every table in any case, so that its cost does not depend on how
     * many are shown. Prometheus asks either four times a minute, as Debian sets it up.
     */
    private void besideTheExporter(PasswordServer server, Artifact artifact) throws Exception {
        Map<String, String> all = new HashMap<>(server.settings());
        all.put("WEDSYNC_SAMPLER_EVERY", MILLIS_A_PASS / 1000.0 + "s");
        all.put("WEDSYNC_SAMPLER_LARGEST_TABLES", "100000");
        all.put("WEDSYNC_SAMPLER_NEEDIEST_TABLES", "100000");
        double ours;
        try (ServiceProcess service = ServiceProcess.start(artifact, all);
                Load prometheus = Load.get(service.management("/q/metrics"))) {
            Thread.sleep(WARM_UP_MILLIS);
            double pass = processorTime(service, server, prometheus);
            double scrape = scrapes(service, prometheus);
            long series = Scrape.of(prometheus).series();
            ours = (pass + SCRAPES_A_MINUTE * scrape) / series;
            report.line("all tables: processor time of a pass, ms: %.1f, of a scrape: %.1f; %d series; each %.4f ms a minute",
                    pass,
                    scrape, series, ours);
        }
        try (Exporter exporter = Exporter.start(server)) {
            report.bar("our processor time over the exporter's, for each series, percent",
                    100 * ours / (SCRAPES_A_MINUTE * exporter.millisASeries(report)), 100);
        }
    }

    private double processorTime(ServiceProcess service, PasswordServer server, Load prometheus) throws Exception {
        double before = Scrape.of(prometheus).passes();
        double service0 = service.cpu().toMillis();
        double server0 = Exporter.serverMillis(server);
        Thread.sleep((long) PASSES * MILLIS_A_PASS);
        double server1 = Exporter.serverMillis(server);
        double service1 = service.cpu().toMillis();
        double passes = Scrape.of(prometheus).passes() - before;
        report.line("  processor time of a pass, ms: service %.1f, PostgreSQL %.1f", (service1 - service0) / passes,
                (server1 - server0) / passes);
        return (service1 - service0 + server1 - server0) / passes;
    }

    private void passes(PasswordServer server, Artifact artifact) throws Exception {
        Map<String, String> settings = new HashMap<>(server.settings());
        settings.put("WEDSYNC_SAMPLER_EVERY", MILLIS_A_PASS / 1000.0 + "s");
        try (ServiceProcess service = ServiceProcess.start(artifact, settings);
                Load prometheus = Load.get(service.management("/q/metrics"));
                Backends backends = Backends.watch(server)) {
            Thread.sleep(WARM_UP_MILLIS);
            double pass = processorTime(service, server, prometheus);
            report.bar("percent of a core at one pass a minute", 100 * pass / MILLIS_OF_A_MINUTE, PERCENT_OF_A_CORE);
            report.bar("connections of the operations plane", backends.most("wedsync_ops"), CONNECTIONS + 1);
            durations(prometheus, "");
            try (Locks locks = Locks.take(server, "crowd.t_990", "crowd.t_980")) {
                durations(prometheus, ", two tables locked");
            }
            double scrape = scrapes(service, prometheus);
            Scrape last = Scrape.of(prometheus);
            report.line("  processor time of a scrape, ms: %.1f; %d series of the database", scrape, last.series());
            last.topics().forEach((topic, millis) -> report.line("    %-12s %6.1f ms", topic, millis));
        }
    }

    private void durations(Load prometheus, String condition) throws Exception {
        List<Double> durations = new ArrayList<>();
        Scrape before = Scrape.of(prometheus);
        while (durations.size() < PASSES) {
            Thread.sleep(MILLIS_A_PASS / 5);
            Scrape now = Scrape.of(prometheus);
            if (now.passes() == before.passes() + 1) {
                durations.add(1000 * (now.seconds() - before.seconds()));
            }
            before = now;
        }
        Figures figures = Figures.of(durations.stream().mapToDouble(Double::doubleValue).toArray());
        report.line("  a pass%s, ms  %s", condition, figures.percentiles());
        report.bar("p95 of a pass" + condition + ", ms", figures.percentile(95), P95_MILLIS);
    }

    private double scrapes(ServiceProcess service, Load prometheus) throws Exception {
        prometheus.run(1, 50);
        double before = service.cpu().toMillis();
        prometheus.run(1, 100);
        return (service.cpu().toMillis() - before) / 100;
    }

    /** What Prometheus sees. */
    private record Scrape(double passes, double seconds, long series, Map<String, Double> topics) {

        private static final Pattern OF_DATABASE = Pattern.compile(
                "(?m)^wedsync_(?!pool|admission|canary|rate_limit|stream)\\S+ \\S+$");
        private static final Pattern TOPIC = Pattern.compile(
                "(?m)^wedsync_sampler_topic_milliseconds\\{topic=\"(\\w+)\".*\\} (\\S+)$");

        static Scrape of(Load prometheus) throws Exception {
            String text = new String(prometheus.once(), StandardCharsets.UTF_8);
            Map<String, Double> topics = new TreeMap<>();
            TOPIC.matcher(text).results().forEach(topic -> topics.put(topic.group(1), Double.valueOf(topic.group(2))));
            return new Scrape(value(text, "count"), value(text, "sum"), OF_DATABASE.matcher(text).results().count(), topics);
        }

        private static double value(String text, String suffix) {
            Matcher line = Pattern.compile("(?m)^wedsync_sampler_reading_seconds_" + suffix + "\\S* (\\S+)$").matcher(text);
            return line.find() ? Double.parseDouble(line.group(1)) : 0;
        }
    }

    /** Debian's prometheus-postgres-exporter as an operator would run it: a member of pg_monitor. */
    private static final class Exporter implements AutoCloseable {

        private static final Path PROGRAM = Path.of("/usr/bin/prometheus-postgres-exporter");
        private static final int SCRAPES = 40;
        private static final String USER = "exporter";

        private final PasswordServer server;
        private final Process process;
        private final Load load;

        private Exporter(PasswordServer server, Process process, Load load) {
            this.server = server;
            this.process = process;
            this.load = load;
        }

        static Exporter start(PasswordServer server) throws Exception {
            if (!Files.isExecutable(PROGRAM)) {
                throw new IllegalStateException("install Debian's prometheus-postgres-exporter first");
            }
            server.execute("CREATE ROLE " + USER + " LOGIN PASSWORD '" + USER + "'");
            server.execute("GRANT pg_monitor TO " + USER);
            server.execute(
                    "DO $$ BEGIN EXECUTE format('GRANT CONNECT ON DATABASE %I TO " + USER + "', current_database()); END $$");
            int port = freePort();
            ProcessBuilder builder = new ProcessBuilder(PROGRAM.toString(), "--web.listen-address=127.0.0.1:" + port)
                    .redirectErrorStream(true).redirectOutput(Report.DIRECTORY.resolve("exporter.log").toFile());
            builder.environment().put("DATA_SOURCE_NAME",
                    server.url().replace("//", "//" + USER + ":" + USER + "@") + "?sslmode=disable");
            Process process = builder.start();
            return new Exporter(server, process, Load.get(URI.create("http://127.0.0.1:" + port + "/metrics")));
        }

        double millisASeries(Report report) throws Exception {
            Thread.sleep(2_000);
            load.run(1, 10);
            double own0 = ownMillis();
            double server0 = serverMillis(server);
            Figures latencies = load.run(1, SCRAPES);
            double scrape = (ownMillis() - own0 + serverMillis(server) - server0) / SCRAPES;
            long series = Pattern.compile("(?m)^pg_\\S+ \\S+$").matcher(new String(load.once(), StandardCharsets.UTF_8))
                    .results()
                    .count();
            report.line("exporter: processor time of a scrape, ms: %.1f; %d series; each %.3f ms; answers, ms  %s", scrape,
                    series,
                    scrape / series, latencies.percentiles());
            return scrape / series;
        }

        private double ownMillis() {
            return process.info().totalCpuDuration().orElseThrow().toMillis();
        }

        /** Processor time of all backends, those that have ended included. */
        static double serverMillis(PasswordServer server) throws Exception {
            try (Connection connection = server.connect();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT pg_backend_pid()")) {
                rows.next();
                ProcessHandle backend = ProcessHandle.of(rows.getLong(1)).orElseThrow();
                return ProcessorTime.of(backend.parent().orElseThrow().pid()).toMillis();
            }
        }

        private static int freePort() throws IOException {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            }
        }

        @Override
        public void close() throws InterruptedException {
            load.close();
            process.destroy();
            process.waitFor();
        }
    }
}
