package com.wedsync.core.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

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
                        + "{\"podSelector\":{\"matchExpressions\":[{\"key\":\"cnpg.io/cluster\",\"operator\":\"Exists\"}]}},"
                        + "{\"podSelector\":{\"matchLabels\":{\"cnpg.io/poolerName\":\"postgres-pooler\"}}}]");
    }

    @ParameterizedTest
    @ValueSource(strings = { "overlays/staging", "overlays/production" })
    void service_and_migration_reach_names_the_database_and_https(String folder) {
        Manifest policy = Kustomization.of(folder).named("NetworkPolicy", "core-database-outwards");

        assertThat(policy.elementsAt("/spec/egress")).extracting(rule -> rule.findValuesAsText("port"))
                .containsExactly(List.of("53", "53"), List.of("5432"), List.of("443"));
        assertThat(policy.elementsAt("/spec/egress/1/to")).singleElement()
                .matches(peer -> selects(peer.path("podSelector"), PODS_OF_THE_OPERATOR.getFirst()));
        List<Map<String, String>> pods = Kustomization.of(folder).manifests().stream().flatMap(Manifest::pod)
                .map(Manifest::labels).toList();
        assertThat(pods).hasSize(2).allMatch(labels -> selects(policy.at("/spec/podSelector"), labels));
    }

    /** docs/deployment.md, "Restore": beside the old one, and so with another name. */
    @ParameterizedTest
    @ValueSource(strings = { "overlays/staging", "overlays/production" })
    void a_restored_cluster_has_the_ways_of_the_one_it_replaces(String folder) {
        Kustomization environment = Kustomization.of(folder);
        Map<String, String> restored = Map.of("cnpg.io/cluster", "postgres-restored", "cnpg.io/podRole", "instance");
        Manifest own = environment.named("NetworkPolicy", "postgres");

        assertThat(selects(own.at("/spec/podSelector"), restored)).isTrue();
        assertThat(Stream.of(peers(own, "ingress", "5432"), peers(own, "ingress", "8000"), peers(own, "egress", "5432"),
                peers(own, "egress", "8000"),
                peers(environment.named("NetworkPolicy", "core-database-outwards"), "egress", "5432"),
                peers(environment.named("NetworkPolicy", "postgres-pooler"), "egress", "5432")))
                .allMatch(peers -> peers.stream().anyMatch(peer -> selects(peer, restored)));
        assertThat(selects(environment.named("PodMonitor", "postgres").at("/spec/selector"), restored)).isTrue();
    }

    /** A selector with a wrong word is valid, and does nothing. */
    @ParameterizedTest
    @ValueSource(strings = { "overlays/staging", "overlays/production" })
    void every_selector_selects_something(String folder) {
        Kustomization environment = Kustomization.of(folder);
        List<Map<String, String>> labels = new ArrayList<>(PODS_OF_THE_OPERATOR);
        environment.manifests().stream().flatMap(Manifest::pod).map(Manifest::labels).forEach(labels::add);
        environment.all("Service").map(Manifest::labels).forEach(labels::add);

        List<JsonNode> selectors = environment.manifests().stream().flatMap(NetworkTest::selectors).toList();

        assertThat(selectors).hasSizeGreaterThan(15)
                .allSatisfy(selector -> assertThat(labels).anyMatch(candidate -> selects(selector, candidate)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "overlays/staging", "overlays/production" })
    void prometheus_finds_the_management_port_of_the_service_and_of_nothing_else(String folder) {
        Kustomization environment = Kustomization.of(folder);
        Manifest monitor = environment.only("ServiceMonitor");

        List<Manifest> found = environment.all("Service")
                .filter(service -> selects(monitor.at("/spec/selector"), service.labels())).toList();

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

    /** Selectors of the pods that the rules for a port name. */
    private static List<JsonNode> peers(Manifest policy, String direction, String port) {
        return policy.elementsAt("/spec/" + direction).stream()
                .filter(rule -> rule.findValuesAsText("port").contains(port))
                .flatMap(rule -> rule.findValues("podSelector").stream()).toList();
    }

    /** Those of this namespace. */
    private static Stream<JsonNode> selectors(Manifest manifest) {
        JsonNode spec = manifest.at("/spec");
        return Stream.of("selector", "podSelector", "labelSelector").flatMap(name -> spec.findValues(name).stream())
                .filter(JsonNode::isObject).filter(selector -> !selector.isEmpty());
    }

    /** By labels and, of expressions, by {@code Exists} alone; those of a Service stand there without a word before them. */
    private static boolean selects(JsonNode selector, Map<String, String> labels) {
        boolean isPlain = !selector.has("matchLabels") && !selector.has("matchExpressions");
        JsonNode wanted = isPlain ? selector : selector.path("matchLabels");
        return wanted.properties().stream().allMatch(label -> label.getValue().asText().equals(labels.get(label.getKey())))
                && StreamSupport.stream(selector.path("matchExpressions").spliterator(), false)
                        .allMatch(one -> one.path("operator").asText().equals("Exists")
                                && labels.containsKey(one.path("key").asText()));
    }
}
