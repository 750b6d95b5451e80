package com.wedsync.core.benchmark;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a caller may expect of each management endpoint, alone, on a database of ordinary size. */
@Tag("benchmark")
class EndpointBenchmark {

    private static final int CALLS = Integer.getInteger("wedsync.benchmark.calls", 400);
    private static final int CHANGES = 30;
    private static final int WARM_UP_ROUNDS = 3;

    private final Report report = Report.named("endpoints");

    @Test
    void each_endpoint_alone() throws Exception {
        try (PasswordServer server = PasswordServer.start()) {
            ServiceProcess.start(Artifact.built().getFirst(), server.settings()).close(); // migrates
            server.loadDemoData();
            for (Artifact artifact : Artifact.built()) {
                report.line("%s, milliseconds", artifact.name());
                try (ServiceProcess service = ServiceProcess.start(artifact, server.settings())) {
                    measure(service);
                }
            }
        }
    }

    private void measure(ServiceProcess service) throws Exception {
        get(service, "/api/database/health");
        get(service, "/api/database/metrics");
        get(service, "/api/database/pool");
        get(service, "/api/database/migrations");
        get(service, "/api/database/optimize/runs");
        post(service, "/api/database/migrate", "{\"dry_run\": false}");
        post(service, "/api/database/migrate", "{\"dry_run\": true}");
        for (String action : new String[] { "analyze_table", "vacuum_analyze", "reindex_table" }) {
            post(service, "/api/database/optimize",
                    "{\"action\": \"" + action + "\", \"table_name\": \"wedding.guest\"}");
        }
        for (String path : new String[] { "/q/health/live", "/q/health/ready", "/q/metrics" }) {
            run("GET " + path, Load.get(service.management(path)), CALLS);
        }
    }

    private void get(ServiceProcess service, String path) throws Exception {
        run("GET " + path, Load.get(service.api(path)), CALLS);
    }

    private void post(ServiceProcess service, String path, String body) throws Exception {
        run("POST " + path + " " + body, Load.post(service.api(path), body), CHANGES);
    }

    private void run(String title, Load load, int calls) throws Exception {
        try (load) {
            String answer = new String(load.once(), StandardCharsets.UTF_8);
            for (int round = 0; round < WARM_UP_ROUNDS; round++) {
                load.run(1, calls / 2);
            }
            report.line("  %s  %s, %.1f kB", load.run(1, calls).percentiles(), title, answer.length() / 1000.0);
        }
    }
}
