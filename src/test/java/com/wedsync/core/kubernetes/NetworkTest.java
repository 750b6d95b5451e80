package com.wedsync.core.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;

/** Who may talk to whom, and whether selectors select what they are meant to. */
class NetworkTest {

    /** Labels that CloudNativePG gives to what it makes. */
    private static final List<Map<String, String>> PODS_OF_THE_OPERATOR = List.of(
            Map.of("cnpg.io/cluster", "postgres", "cnpg.io/podRole", "instance"),
            Map.of("cnpg.io/poolerName", "postgres-pooler", "cnpg.io/podRole", "pooler"));

    @ParameterizedTest
    @ValueSource(strings = { "overlays/staging", "overlays/production" })
    void nothing_comes_in_or_goes_out_but_what_a_policy_names(String folder) {
        Manifest policy = Kustomization.of(folder).named("NetworkPolicy", "default-deny");

        assertThat(policy.at("/spec/podSelector")).isEmpty();
        assertThat(policy.elementsAt("/spec/policyTypes")).extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("Ingress", "Egress");
        assertThat(policy.at("/spec").has("ingress") || policy.at("/spec").has("egress")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = { "overlays/staging", "overlays/production" })
    void the_management_port_is_open_to_the_monitoring_namespace_only(String folder) {
        assertThat(entrances(Kustomization.of(folder), "core-database", "management")).singleElement().asString()
                .isEqualTo("[{\"namespaceSelector\":{\"matchLabels\":{\"kubernetes.io/metadata.name\":\"monitoring\"}}}]");
    }

    @ParameterizedTest
    @ValueSource(strings = { "overlays/staging", "overlays/production" })
    void only_the_service_the_pooler_and_its_own_reach_the_database(String folder) {
        assertThat(entrances(Kustomization.of(folder), "postgres", "5432")).singleElement().asString()
                .isEqualTo("[{\"podSelector\":{\"matchLabels\":{\"app.kubernetes.io/name\":\"core-database\"}}},"
                        + "{\"podSelector\":{\"matchLabels\":{\"cnpg.io/cluster\":\"postgres\"}}},"
                        + "{\"podSelector\":{\"matchLabels\":{\"cnpg.io/poolerName\":\"postgres-pooler\"}}}]");
    }

    @ParameterizedTest
    @ValueSource(strings = { "overlays/staging", "overlays/production" })
    void service_and_migration_reach_names_the_database_and_https(String folder) {
        Manifest policy = Kustomization.of(folder).named("NetworkPolicy", "core-database-outwards");

        assertThat(policy.elementsAt("/spec/egress")).extracting(rule -> rule.findValuesAsText("port"))
                .containsExactly(List.of("53", "53"), List.of("5432"), List.of("443"));
        assertThat(policy.at("/spec/egress/1/to").findValuesAsText("cnpg.io/cluster")).containsExactly("postgres");
        List<Map<String, String>> pods = Kustomization.of(folder).manifests().stream().flatMap(Manifest::pod)
                .map(Manifest::labels).toList();
        assertThat(pods).hasSize(2).allMatch(labels -> selects(policy.stringsAt("/spec/podSelector/matchLabels"), labels));
    }

    /** A selector with a wrong word is valid, and does nothing. */
    @ParameterizedTest
    @ValueSource(strings = { "overlays/staging", "overlays/production" })
    void every_selector_selects_something(String folder) {
        Kustomization environment = Kustomization.of(folder);
        List<Map<String, String>> labels = new ArrayList<>(PODS_OF_THE_OPERATOR);
        environment.manifests().stream().flatMap(Manifest::pod).map(Manifest::labels).forEach(labels::add);
        environment.all("Service").map(Manifest::labels).forEach(labels::add);

        List<Map<String, String>> selectors = environment.manifests().stream().flatMap(NetworkTest::selectors).toList();

        assertThat(selectors).hasSizeGreaterThan(15)
                .allSatisfy(selector -> assertThat(labels).anyMatch(candidate -> selects(selector, candidate)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "overlays/staging", "overlays/production" })
    void prometheus_finds_the_management_port_of_the_service_and_of_nothing_else(String folder) {
        Kustomization environment = Kustomization.of(folder);
        Manifest monitor = environment.only("ServiceMonitor");

        List<Manifest> found = environment.all("Service")
                .filter(service -> selects(monitor.stringsAt("/spec/selector/matchLabels"), service.labels())).toList();

        assertThat(found).singleElement().satisfies(service -> {
            assertThat(service.at("/spec/ports/0/name")).isEqualTo(monitor.at("/spec/endpoints/0/port"));
            assertThat(environment.only("Deployment").at("/spec/template/spec/containers/0/ports").findValuesAsText("name"))
                    .contains(service.textAt("/spec/ports/0/targetPort"));
        });
    }

    /** Who is named by the rules for a port; an empty list means everybody. */
    private static List<JsonNode> entrances(Kustomization environment, String policy, String port) {
        return environment.named("NetworkPolicy", policy).elementsAt("/spec/ingress").stream()
                .filter(rule -> !rule.has("ports") || rule.findValuesAsText("port").contains(port))
                .map(rule -> rule.path("from")).toList();
    }

    /** Those of this namespace. */
    private static Stream<Map<String, String>> selectors(Manifest manifest) {
        JsonNode spec = manifest.at("/spec");
        Stream<JsonNode> found = Stream.of("selector", "podSelector", "labelSelector")
                .flatMap(name -> spec.findValues(name).stream())
                .map(selector -> selector.has("matchLabels") ? selector.path("matchLabels") : selector)
                .filter(JsonNode::isObject).filter(selector -> !selector.isEmpty());
        return found.map(selector -> new Manifest(selector).stringsAt(""));
    }

    private static boolean selects(Map<String, String> selector, Map<String, String> labels) {
        return labels.entrySet().containsAll(selector.entrySet());
    }
}
