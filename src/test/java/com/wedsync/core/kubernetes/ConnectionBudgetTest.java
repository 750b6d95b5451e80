package com.wedsync.core.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.wedsync.core.database.DatabaseConfig;
import com.wedsync.core.migration.OwnerPool;

/** What everybody may open at the same time fits into the server: at the most replicas, in the middle of a roll-out. */
class ConnectionBudgetTest {

    /** The conductor's, at one replica; and now and then who asks whether it still lives. */
    private static final int ROUND_OF_MAINTENANCE = 2;

    @ParameterizedTest
    @ValueSource(strings = { "overlays/staging", "overlays/production" })
    void replicas_migration_and_pooler_leave_the_reserve_of_the_server_alone(String folder) {
        Kustomization environment = Kustomization.of(folder);
        Manifest server = environment.only("Cluster");

        int clients = clients(environment);
        int reserve = reserve(server);

        assertThat(reserve).as("for people, the operator and its exporter").isGreaterThanOrEqualTo(10);
        assertThat(clients).isLessThanOrEqualTo(parameter(server, "max_connections") - reserve);
    }

    @ParameterizedTest
    @ValueSource(strings = { "overlays/staging", "overlays/production" })
    void the_sums_are_those_of_the_document(String folder) throws IOException {
        Kustomization environment = Kustomization.of(folder);
        Manifest server = environment.only("Cluster");

        int limit = parameter(server, "max_connections");

        assertThat(Files.readString(Path.of("docs/deployment.md"))).contains(
                "%d × %d + %d + %d = **%d** |".formatted(holders(environment), connections(Settings.of(environment)),
                        ROUND_OF_MAINTENANCE, pooled(environment), clients(environment)),
                "%d − %d = **%d** |".formatted(limit, reserve(server), limit - reserve(server)));
    }

    @ParameterizedTest
    @CsvSource({ "overlays/staging, 20", "overlays/production, 100" })
    @DisplayName("R1: connections of pools, 20 in staging and 100 in production")
    void pools_hold_no_more_connections_than_the_specification_says(String folder, int most) {
        Kustomization environment = Kustomization.of(folder);
        DatabaseConfig database = Settings.of(environment).database();

        int pools = replicas(environment) * pools(database);

        assertThat(pools + pooled(environment)).isLessThanOrEqualTo(most).isGreaterThan(most * 3 / 4);
    }

    private static int clients(Kustomization environment) {
        return holders(environment) * connections(Settings.of(environment)) + ROUND_OF_MAINTENANCE + pooled(environment);
    }

    /** Processes with the connections of a replica. */
    private static int holders(Kustomization environment) {
        return replicas(environment) + draining(environment) + migrations(environment);
    }

    /** Taken away, one after the other as successors become available, and not gone before they have drained. */
    private static int draining(Kustomization environment) {
        Manifest deployment = environment.only("Deployment");
        Settings settings = Settings.of(environment);
        long drain = deployment.numberAt("/spec/template/spec/containers/0/lifecycle/preStop/sleep/seconds")
                + settings.duration("quarkus.shutdown.delay").plus(settings.duration("quarkus.shutdown.timeout")).toSeconds();
        return Math.toIntExact(Math.ceilDiv(drain, deployment.numberAt("/spec/minReadySeconds")));
    }

    /** While a new version replaces the old one, there are more of them. */
    private static int replicas(Kustomization environment) {
        return environment.only("HorizontalPodAutoscaler").numberAt("/spec/maxReplicas")
                + environment.only("Deployment").numberAt("/spec/strategy/rollingUpdate/maxSurge");
    }

    /** A command has the parts of a replica; it is counted as one, although it opens fewer. */
    private static int migrations(Kustomization environment) {
        return Math.toIntExact(environment.all("Job").count());
    }

    /** Of one replica; docs/architecture.md has them by log-in. */
    private static int connections(Settings settings) {
        DatabaseConfig database = settings.database();
        int scripts = 1;
        int indexOnTrial = 1;
        int wakeUps = 1;
        // each run, and now and then who asks whether it still lives
        int maintenance = 2 * settings.number("wedsync.maintenance.max-running", 1);
        return pools(database) + database.opsPool().maxSize() + OwnerPool.MAX_SIZE
                + scripts
                + indexOnTrial + wakeUps + maintenance;
    }

    /** Of the data plane. */
    private static int pools(DatabaseConfig database) {
        return database.appPool().maxSize() + database.reads().connections() + database.writes().connections();
    }

    private static int pooled(Kustomization environment) {
        return environment.all("Pooler").mapToInt(pooler -> pooler.numberAt("/spec/instances")
                * pooler.numberAt("/spec/pgbouncer/parameters/max_db_connections")).sum();
    }

    private static int reserve(Manifest server) {
        return parameter(server, "superuser_reserved_connections") + parameter(server, "reserved_connections");
    }

    private static int parameter(Manifest server, String name) {
        return server.numberAt("/spec/postgresql/parameters/" + name);
    }
}
