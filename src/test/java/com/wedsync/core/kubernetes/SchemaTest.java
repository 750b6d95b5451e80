package com.wedsync.core.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/** A server with strict validation would take every manifest. */
class SchemaTest {

    @ParameterizedTest
    @ValueSource(strings = { "base", "overlays/staging", "overlays/production" })
    void every_manifest_of_a_folder_is_valid(String folder) {
        assertThat(Kustomization.of(folder).manifests()).isNotEmpty()
                .allSatisfy(manifest -> assertThat(Schemas.faults(manifest)).isEmpty());
    }

    @Test
    void the_example_of_a_secret_is_valid() throws IOException {
        assertThat(Schemas.faults(new Manifest(new YAMLMapper().readTree(Path.of("k8s/secret.example.yaml").toFile()))))
                .isEmpty();
    }

    /** Each in a place of its own depth, of each of the three ways to validate. */
    @ParameterizedTest
    @CsvSource({
            "Deployment, /spec/template/spec/containers/0/livenessProbe, timeoutSecond, is not defined",
            "HorizontalPodAutoscaler, /spec/behavior/scaleUp, stabilisationWindowSeconds, is not defined",
            "NetworkPolicy, /spec, ingres, is not defined",
            "ServiceMonitor, /spec/endpoints/0, intervall, is not known",
            "PrometheusRule, /spec/groups/0/rules/0, annotation, is not known",
            "Cluster, /spec/postgresql/synchronous, failover_quorum, is not known",
            "Pooler, /spec/pgbouncer, pool_mode, is not known" })
    void a_field_with_a_wrong_name_is_refused(String kind, String place, String name, String said) {
        Manifest manifest = new Manifest(
                Kustomization.of("overlays/production").all(kind).findFirst().orElseThrow().json().deepCopy());
        ((ObjectNode) manifest.at(place)).put(name, 1);

        assertThat(Schemas.faults(manifest)).singleElement().asString().contains(name, said);
    }

    @ParameterizedTest
    @CsvSource({ "PodDisruptionBudget, /spec/selector", "Deployment, /spec/template/spec/containers",
            "Cluster, /spec/instances", "ServiceMonitor, /spec/endpoints" })
    void a_value_of_a_wrong_type_is_refused(String kind, String place) {
        Manifest manifest = new Manifest(
                Kustomization.of("overlays/production").all(kind).findFirst().orElseThrow().json().deepCopy());
        int end = place.lastIndexOf('/');
        ((ObjectNode) manifest.at(place.substring(0, end))).put(place.substring(end + 1), "something");

        assertThat(Schemas.faults(manifest)).isNotEmpty();
    }
}
