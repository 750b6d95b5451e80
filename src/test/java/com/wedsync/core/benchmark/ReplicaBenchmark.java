package com.wedsync.core.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a further replica costs: the same requests to one, two and three replicas on one database, all operations in turns. If a
 * request costs the same however many replicas there are, they scale until PostgreSQL's processors are used up.
 *
 * <p>
 * {@code ./mvnw verify -Pbenchmark -Dtest=ReplicaBenchmark}; sizes as in {@link DataPlaneBenchmark}.
 */
@Tag("benchmark")
class ReplicaBenchmark {

    private static final int COUPLES = Integer.getInteger("wedsync.benchmark.couples", 2000);
    private static final int REQUESTS = Integer.getInteger("wedsync.benchmark.requests", 20_000);
    private static final int CALLERS = Integer.getInteger("wedsync.benchmark.callers", 16);
    private static final int WARM_UP = Integer.getInteger("wedsync.benchmark.warm-up", 5);
    private static final int MOST = 3;

    private final Report report = Report.named("replicas");

    @Test
    void the_same_requests_to_more_and_more_replicas() throws Exception {
        try (PasswordServer server = PasswordServer.start()) {
            Artifact artifact = Artifact.built().getFirst();
            List<Partner> partners = server.season(COUPLES);
            server.execute("VACUUM (ANALYZE)");
            server.execute("CHECKPOINT");
            report.line(
                    "%s, %d couples, %d callers, %d requests of all kinds in turns; cpu = processor seconds for 1,000 requests",
                    artifact.name(), COUPLES, CALLERS, REQUESTS);
            Map<String, String> settings = new HashMap<>(server.settings());
            settings.put("WEDSYNC_RATE_LIMIT_ENABLED", "false");
            List<ServiceProcess> replicas = new ArrayList<>();
            try (Traffic traffic = new Traffic(CALLERS)) {
                for (int number = 0; number < MOST; number++) {
                    replicas.add(ServiceProcess.start(artifact, settings));
                    for (int round = 0; round < WARM_UP; round++) {
                        send(traffic, List.of(replicas.getLast()), partners);
                    }
                }
                for (int count = 1; count <= MOST; count++) {
                    measure(server, traffic, replicas.subList(0, count), partners);
                }
                measure(server, traffic, replicas.subList(0, 1), partners); // once more, as warm as it was for the others
            } finally {
                for (ServiceProcess replica : replicas) {
                    replica.close();
                }
            }
        }
        assertThat(report.misses()).isEmpty();
    }

    private void measure(PasswordServer server, Traffic traffic, List<ServiceProcess> replicas, List<Partner> partners)
            throws Exception {
        try (Backends backends = Backends.watch(server)) {
            double serviceBefore = cpu(replicas);
            double databaseBefore = ProcessorTime.of(server.postmaster()).toMillis();
            Traffic.Result result = send(traffic, replicas, partners);
            double ofService = (cpu(replicas) - serviceBefore) / REQUESTS;
            double ofDatabase = (ProcessorTime.of(server.postmaster()).toMillis() - databaseBefore) / REQUESTS;
            report.line("%d replicas %7.0f/s  cpu %.3f (service %.3f, PostgreSQL %.3f)  %s  sessions of all replicas %d",
                    replicas.size(), result.rate(), ofService + ofDatabase, ofService, ofDatabase,
                    result.latencies().percentiles(), backends.most("wedsync_app"));
        }
    }

    private static double cpu(List<ServiceProcess> replicas) {
        return replicas.stream().mapToDouble(replica -> replica.cpu().toMillis()).sum();
    }

    /** As a balancer would, in turns: all replicas see all operations. */
    private static Traffic.Result send(Traffic traffic, List<ServiceProcess> replicas, List<Partner> partners)
            throws Exception {
        List<Operation> operations = Operation.ALL;
        return traffic.send(REQUESTS, n -> operations.get(n / replicas.size() % operations.size())
                .call(replicas.get(n % replicas.size()), partners.get(n % partners.size()), n));
    }
}
