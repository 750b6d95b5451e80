package com.wedsync.core.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.wedsync.core.database.Tls;

/** What staging and production promise. */
class EnvironmentTest {

    private static final Set<String> SECRETS = Set.of("core-database", "postgres-ca", "postgres-backup");

    @ParameterizedTest
    @CsvSource({ "overlays/staging, 3d, 0", "overlays/production, 7d, 1" })
    @DisplayName("R1: days of point-in-time recovery, scheduled backups")
    void backups_are_those_of_the_specification(String folder, String window, int scheduled) {
        Kustomization environment = Kustomization.of(folder);

        assertThat(environment.only("ObjectStore").textAt("/spec/retentionPolicy")).isEqualTo(window);
        assertThat(environment.all("ScheduledBackup")).hasSize(scheduled)
                .allSatisfy(backup -> assertThat(backup.textAt("/spec/schedule")).as("every night")
                        .matches("0 \\d+ [0-5] \\* \\* \\*"));
        assertThat(environment.settings().getOrDefault("WEDSYNC_HEALTH_BACKUP_EXPECTED", "true"))
                .isEqualTo(scheduled == 0 ? "false" : "true");
    }

    /** Nobody is called for backups that nobody makes. */
    @ParameterizedTest
    @CsvSource({ "overlays/staging, false", "overlays/production, true" })
    void prometheus_asks_for_backups_where_some_are_scheduled(String folder, boolean scheduled) {
        assertThat(Kustomization.of(folder).all("PrometheusRule").map(Manifest::name)).containsExactlyInAnyOrderElementsOf(
                scheduled ? List.of("core-database", "core-database-backup", "postgres-backup") : List.of("core-database"));
    }

    /** Several may be in one Prometheus; each misses its own. */
    @ParameterizedTest
    @ValueSource(strings = { "overlays/staging", "overlays/production" })
    void rules_that_miss_something_know_whose_it_is(String folder) {
        Kustomization environment = Kustomization.of(folder);
        List<JsonNode> constant = environment.all("PrometheusRule")
                .flatMap(rules -> rules.at("/spec").findValues("rules").stream())
                .flatMap(rules -> StreamSupport.stream(rules.spliterator(), false))
                .filter(rule -> rule.path("expr").asText().equals("vector(1)")).toList();

        assertThat(constant).hasSizeGreaterThanOrEqualTo(2).allSatisfy(rule -> assertThat(rule.at("/labels/namespace").asText())
                .isEqualTo(environment.only("ServiceMonitor").textAt("/metadata/namespace")).isNotEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = { "overlays/staging", "overlays/production" })
    @DisplayName("R1: 30 days of detail, 90 days of metrics; R5: pools in transaction mode")
    void metrics_are_kept_as_long_as_the_specification_says(String folder) {
        Kustomization environment = Kustomization.of(folder);

        assertThat(environment.settings()).containsEntry("WEDSYNC_HISTORY_DETAIL", "30d")
                .containsEntry("WEDSYNC_HISTORY_RETENTION", "90d").containsEntry("WEDSYNC_SAMPLER_RETENTION", "90d");
        assertThat(environment.only("Pooler").textAt("/spec/pgbouncer/poolMode")).isEqualTo("transaction");
    }

    @ParameterizedTest
    @ValueSource(strings = { "overlays/staging", "overlays/production" })
    @DisplayName("R11: no acknowledged write is lost, another instance takes over within a minute")
    void the_database_waits_for_a_standby_and_does_not_wait_to_fail_over(String folder) {
        Manifest cluster = Kustomization.of(folder).only("Cluster");

        assertThat(cluster.numberAt("/spec/instances")).isEqualTo(3);
        assertThat(cluster.stringsAt("/spec/postgresql/synchronous")).isEqualTo(Map.of("method", "any", "number", "1",
                "dataDurability", "required", "failoverQuorum", "true"));
        assertThat(List.of(cluster.numberAt("/spec/switchoverDelay"), cluster.numberAt("/spec/stopDelay"),
                cluster.numberAt("/spec/smartShutdownTimeout"))).allMatch(seconds -> seconds <= 30);
    }

    /** SlotRetainsLog is a share of this, and the rest of the volume is for what is not archived yet. */
    @ParameterizedTest
    @ValueSource(strings = { "overlays/staging", "overlays/production" })
    void a_slot_that_nobody_reads_from_does_not_fill_the_volume(String folder) {
        Manifest cluster = Kustomization.of(folder).only("Cluster");

        int volume = Integer.parseInt(cluster.textAt("/spec/walStorage/size").replace("Gi", ""));
        int kept = Integer.parseInt(
                cluster.textAt("/spec/postgresql/parameters/max_slot_wal_keep_size").replace("GB", ""));

        assertThat(kept).isPositive().isLessThanOrEqualTo(volume * 3 / 5);
    }

    @ParameterizedTest
    @ValueSource(strings = { "overlays/staging", "overlays/production" })
    @DisplayName("R9: TLS 1.3 on every connection to the database")
    void nobody_reaches_the_database_without_tls(String folder) {
        Kustomization environment = Kustomization.of(folder);
        Manifest cluster = environment.only("Cluster");

        assertThat(cluster.textAt("/spec/postgresql/parameters/ssl_min_protocol_version")).isEqualTo("TLSv1.3");
        assertThat(cluster.elementsAt("/spec/postgresql/pg_hba")).extracting(JsonNode::asText)
                .containsExactly("hostssl all all all scram-sha-256", "hostnossl all all all reject");
        assertThat(environment.settings().get("WEDSYNC_DATABASE_URL")).matches(Tls::isVerified)
                .contains("//" + cluster.name() + "-rw:5432/");
        assertThat(environment.settings()).doesNotContainKey("WEDSYNC_DATABASE_REQUIRE_TLS");
        assertThat(environment.only("Pooler").stringsAt("/spec/pgbouncer/parameters"))
                .containsEntry("client_tls_sslmode", "require").containsEntry("server_tls_protocols", "tlsv1.3");
    }

    @ParameterizedTest
    @ValueSource(strings = { "overlays/staging", "overlays/production" })
    void secrets_are_named_and_never_told(String folder) {
        Kustomization environment = Kustomization.of(folder);

        assertThat(environment.all("Secret")).isEmpty();
        assertThat(environment.settings().keySet()).noneMatch(key -> key.matches(".*(PASSWORD|SECRET|AUTHORIZATION|KEYS).*"));
        assertThat(pods(environment)).isNotEmpty()
                .allSatisfy(pod -> assertThat(pod.elementsAt("/spec/containers/0/env")).isEmpty());
        assertThat(environment.manifests().stream().flatMap(manifest -> secretNames(manifest.json()))).isNotEmpty()
                .isSubsetOf(SECRETS);
    }

    @ParameterizedTest
    @ValueSource(strings = { "overlays/staging", "overlays/production" })
    void every_setting_is_documented(String folder) throws IOException {
        String documentation = Files.readString(Path.of("docs/configuration.md"));

        assertThat(Kustomization.of(folder).settings().keySet())
                .allSatisfy(variable -> assertThat(documentation).contains("`" + variable + "`"));
    }

    /** Argo CD: first what has no number, then the migration, then the service. By hand: docs/deployment.md. */
    @ParameterizedTest
    @ValueSource(strings = { "overlays/staging", "overlays/production" })
    void the_migration_comes_before_the_service_which_does_not_migrate_itself(String folder) {
        Kustomization environment = Kustomization.of(folder);
        String wave = "/metadata/annotations/argocd.argoproj.io~1sync-wave";

        assertThat(environment.only("Job").numberAt(wave)).isPositive()
                .isLessThan(environment.only("Deployment").numberAt(wave));
        assertThat(environment.only("Job").elementsAt("/spec/template/spec/containers/0/args"))
                .extracting(JsonNode::asText).containsExactly("migrate");
        assertThat(environment.settings()).containsEntry("WEDSYNC_MIGRATION_AT_START", "false");
        assertThat(environment.only("Job").at("/spec/template/spec/containers/0/image"))
                .isEqualTo(environment.only("Deployment").at("/spec/template/spec/containers/0/image"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "base", "overlays/staging", "overlays/production" })
    void pods_may_do_as_little_as_possible(String folder) {
        assertThat(pods(Kustomization.of(folder))).hasSize(2).allSatisfy(pod -> {
            assertThat(pod.at("/spec/automountServiceAccountToken").asBoolean(true)).isFalse();
            assertThat(pod.at("/spec/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.textAt("/spec/securityContext/seccompProfile/type")).isEqualTo("RuntimeDefault");
            assertThat(containers(pod).map(container -> container.path("securityContext"))).isNotEmpty().allSatisfy(rights -> {
                assertThat(rights.path("readOnlyRootFilesystem").asBoolean()).isTrue();
                assertThat(rights.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
                assertThat(rights.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
            });
        });
    }

    /** docs/migrations.md: an unsafe script stops the roll-out before anything is changed. */
    @ParameterizedTest
    @ValueSource(strings = { "base", "overlays/staging", "overlays/production" })
    void scripts_are_judged_before_they_are_applied_by_the_same_image_with_the_same_settings(String folder) {
        Manifest job = Kustomization.of(folder).only("Job");
        JsonNode migration = job.at("/spec/template/spec/containers/0");

        assertThat(job.elementsAt("/spec/template/spec/initContainers")).singleElement().satisfies(trial -> {
            assertThat(trial.path("args")).extracting(JsonNode::asText).containsExactly("migrate", "--dry-run",
                    "--require-findings");
            assertThat(List.of("image", "envFrom", "resources", "volumeMounts"))
                    .allSatisfy(part -> assertThat(trial.path(part)).isEqualTo(migration.path(part)));
        });
        assertThat(job.numberAt("/spec/backoffLimit")).isZero();
        assertThat(job.textAt("/spec/template/spec/restartPolicy")).isEqualTo("Never");
    }

    @Test
    void the_native_image_gets_a_sixth_of_the_memory_of_the_java_runtime() {
        String limit = "/spec/template/spec/containers/0/resources/limits/memory";

        assertThat(Kustomization.of("base").only("Deployment").textAt(limit)).isEqualTo("768Mi");
        assertThat(Kustomization.of("overlays/production").only("Deployment").textAt(limit)).isEqualTo("128Mi");
    }

    @ParameterizedTest
    @ValueSource(strings = { "base", "overlays/staging", "overlays/production" })
    void probes_ask_the_management_port_and_the_live_one_not_for_the_database(String folder) {
        JsonNode container = Kustomization.of(folder).only("Deployment").at("/spec/template/spec/containers/0");

        assertThat(List.of("startupProbe", "livenessProbe", "readinessProbe")).allSatisfy(
                probe -> assertThat(container.at("/" + probe + "/httpGet/port").asText()).isEqualTo("management"));
        assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/q/health/live");
    }

    private static Stream<JsonNode> containers(Manifest pod) {
        return Stream.of("/spec/initContainers", "/spec/containers").map(pod::at)
                .flatMap(list -> StreamSupport.stream(list.spliterator(), false));
    }

    private static List<Manifest> pods(Kustomization environment) {
        return environment.manifests().stream().flatMap(Manifest::pod).toList();
    }

    /** Of environment variables, volumes and credentials of backups. */
    private static Stream<String> secretNames(JsonNode json) {
        return Stream.concat(
                json.findValues("secretRef").stream().map(reference -> reference.path("name").asText()),
                Stream.concat(json.findValues("secret").stream().map(volume -> volume.path("secretName").asText()),
                        json.findValues("s3Credentials").stream()
                                .flatMap(keys -> keys.findValuesAsText("name").stream())))
                .collect(Collectors.toSet()).stream();
    }
}
