package com.wedsync.core.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the data plane costs: requests per second, latencies, and processor seconds of service and PostgreSQL for 1,000
 * requests; beside it what PostgreSQL alone costs for the same rows, by pgbench on the same database in the same run.
 *
 * <p>
 * {@code ./mvnw verify -Pbenchmark -Dtest=DataPlaneBenchmark}; the size of the season and of the load by
 * {@code -Dwedsync.benchmark.couples=20000 -Dwedsync.benchmark.requests=20000 -Dwedsync.benchmark.callers=16}, and how often
 * each kind of request is sent that often before it counts by {@code -Dwedsync.benchmark.warm-up=20}.
 */
@Tag("benchmark")
class DataPlaneBenchmark {

    private static final int COUPLES = Integer.getInteger("wedsync.benchmark.couples", 2000);
    private static final int REQUESTS = Integer.getInteger("wedsync.benchmark.requests", 10_000);
    private static final int CALLERS = Integer.getInteger("wedsync.benchmark.callers", 16);
    private static final int WARM_UP = Integer.getInteger("wedsync.benchmark.warm-up", 5);

    private final Report report = Report.named("data-plane");

    @Test
    void each_operation_beside_pgbench() throws Exception {
        try (PasswordServer server = PasswordServer.start()) {
            List<Partner> partners = server.season(COUPLES);
            server.execute("VACUUM (ANALYZE)"); // what autovacuum and the checkpointer would do in the midst of it
            server.execute("CHECKPOINT");
            long postgresql = server.postmaster();
            report.line("%d couples, %d callers, %d requests of each kind; cpu = processor seconds for 1,000 requests", COUPLES,
                    CALLERS, REQUESTS);
            for (Artifact artifact : Artifact.built()) {
                Map<String, String> settings = new HashMap<>(server.settings());
                settings.put("WEDSYNC_RATE_LIMIT_ENABLED", "false");
                try (ServiceProcess service = ServiceProcess.start(artifact, settings);
                        Traffic traffic = new Traffic(CALLERS)) {
                    warmUp(service, traffic, partners);
                    for (Operation operation : Operation.ALL) {
                        measure(artifact, service, traffic, operation, partners, postgresql);
                    }
                }
            }
            bare(server, partners, postgresql);
            alone(server, partners, postgresql);
        }
        assertThat(report.misses()).isEmpty();
    }

    /** All kinds in turns, so that none is measured while the compiler still works on another. */
    private static void warmUp(ServiceProcess service, Traffic traffic, List<Partner> partners) throws Exception {
        for (int round = 0; round < WARM_UP; round++) {
            for (Operation operation : Operation.ALL) {
                send(service, traffic, operation, partners);
            }
        }
    }

    private void measure(Artifact artifact, ServiceProcess service, Traffic traffic, Operation operation,
            List<Partner> partners,
            long postgresql) throws Exception {
        double serviceBefore = service.cpu().toMillis();
        double databaseBefore = ProcessorTime.of(postgresql).toMillis();
        Traffic.Result result = send(service, traffic, operation, partners);
        double ofService = (service.cpu().toMillis() - serviceBefore) / REQUESTS;
        double ofDatabase = (ProcessorTime.of(postgresql).toMillis() - databaseBefore) / REQUESTS;
        report.line("%-6s %-32s %7.0f/s  cpu %.3f (service %.3f, PostgreSQL %.3f)  %s", artifact.name(), operation.name(),
                result.rate(), ofService + ofDatabase, ofService, ofDatabase, result.latencies().percentiles());
        if (operation.bar() > 0 && !artifact.isNative()) {
            report.bar(operation.name() + ", processor milliseconds for 1,000 requests", 1000 * (ofService + ofDatabase),
                    1000 * operation.bar());
        }
    }

    private static Traffic.Result send(ServiceProcess service, Traffic traffic, Operation operation, List<Partner> partners)
            throws Exception {
        return traffic.send(REQUESTS,
                n -> operation.call(service, partners.get(n % partners.size()), n));
    }

    /** The same by {@link BareService}: what the service adds to the floor does not depend on the machine. */
    private void bare(PasswordServer server, List<Partner> partners, long postgresql) throws Exception {
        int port = ServiceProcess.freePort();
        Process bare = BareService.start(server.url(), port);
        try (Traffic traffic = new Traffic(CALLERS)) {
            ServiceProcess.awaitPort(port);
            for (int round = 0; round <= WARM_UP; round++) {
                for (Operation operation : Operation.ALL) {
                    if (operation.sql() != null) {
                        measureBare(round, bare, port, traffic, operation, partners, postgresql);
                    }
                }
            }
        } finally {
            bare.destroy();
        }
    }

    private void measureBare(int round, Process bare, int port, Traffic traffic, Operation operation, List<Partner> partners,
            long postgresql) throws Exception {
        double serviceBefore = cpu(bare);
        double databaseBefore = ProcessorTime.of(postgresql).toMillis();
        Traffic.Result result = traffic.send(REQUESTS, n -> bareCall(port, operation, partners.get(n % partners.size())));
        if (round < WARM_UP) {
            return;
        }
        double ofBare = (cpu(bare) - serviceBefore) / REQUESTS;
        double ofDatabase = (ProcessorTime.of(postgresql).toMillis() - databaseBefore) / REQUESTS;
        report.line("%-6s %-32s %7.0f/s  cpu %.3f (service %.3f, PostgreSQL %.3f)  %s", "bare", operation.name(), result.rate(),
                ofBare + ofDatabase, ofBare, ofDatabase, result.latencies().percentiles());
    }

    private static double cpu(Process process) {
        return process.info().totalCpuDuration().orElseThrow().toMillis();
    }

    private static Call bareCall(int port, Operation operation, Partner partner) {
        return Call.get(URI.create("http://127.0.0.1:" + port + "/" + Operation.ALL.indexOf(operation) + "/"
                + partner.couple() + "/" + partner.guest()));
    }

    private void alone(PasswordServer server, List<Partner> partners, long postgresql) throws Exception {
        Optional<Pgbench> pgbench = Pgbench.installed();
        if (pgbench.isEmpty()) {
            report.line("pgbench is not installed: no comparison with PostgreSQL alone");
            return;
        }
        Partner.keep(server);
        for (Operation operation : Operation.ALL) {
            if (operation.sql() != null) {
                String script = operation.script(partners.size());
                double before = ProcessorTime.of(postgresql).toMillis();
                double rate = pgbench.get().run(server.url(), "postgres", "", CALLERS,
                        REQUESTS, script);
                double cpu = (ProcessorTime.of(postgresql).toMillis() - before) / REQUESTS;
                report.line("alone  %-32s %7.0f/s  cpu %.3f", operation.name(), rate, cpu);
            }
        }
    }
}
