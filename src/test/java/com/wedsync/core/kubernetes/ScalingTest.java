package com.wedsync.core.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;

class ScalingTest {

    /** How often the autoscaler looks, unless an administrator of the cluster changed it. */
    private static final Duration SYNC = Duration.ofSeconds(15);

    @ParameterizedTest
    @ValueSource(strings = { "overlays/staging", "overlays/production" })
    void the_autoscaler_looks_at_processors_and_at_a_metric_that_the_service_shows(String folder) throws IOException {
        Manifest scaler = Kustomization.of(folder).only("HorizontalPodAutoscaler");

        assertThat(scaler.elementsAt("/spec/metrics")).extracting(metric -> metric.path("type").asText())
                .containsExactlyInAnyOrder("Resource", "Pods");
        String metric = scaler.elementsAt("/spec/metrics").stream().map(entry -> entry.at("/pods/metric/name").asText())
                .filter(name -> !name.isEmpty()).findFirst().orElseThrow();
        assertThat(Files.readString(Path.of("docs/metrics.md"))).contains("| `" + metric + "` |");
    }

    /** A metric that nobody has would keep the autoscaler from ever taking a replica away. */
    @Test
    void without_the_component_processors_alone_scale() {
        assertThat(Kustomization.of("base").only("HorizontalPodAutoscaler").elementsAt("/spec/metrics"))
                .extracting(metric -> metric.at("/resource/name").asText()).containsExactly("cpu");
    }

    @ParameterizedTest
    @ValueSource(strings = { "overlays/staging", "overlays/production" })
    void load_is_answered_within_30_seconds(String folder) {
        Kustomization environment = Kustomization.of(folder);
        JsonNode up = environment.only("HorizontalPodAutoscaler").at("/spec/behavior/scaleUp");
        String interval = environment.only("ServiceMonitor").textAt("/spec/endpoints/0/interval");

        Duration answer = Duration.parse("PT" + interval).plus(SYNC)
                .plusSeconds(up.path("stabilizationWindowSeconds").asInt());

        assertThat(answer).isLessThanOrEqualTo(Duration.ofSeconds(30));
        assertThat(up.path("policies")).allSatisfy(policy -> assertThat(policy.path("periodSeconds").asInt()).isEqualTo(15));
    }

    /** Else the most overloaded replica, which admits the fewest, would never ask for another one. */
    @ParameterizedTest
    @ValueSource(strings = { "overlays/staging", "overlays/production" })
    void a_replica_that_admits_as_few_as_ever_still_asks_for_help(String folder) {
        Kustomization environment = Kustomization.of(folder);

        int target = environment.only("HorizontalPodAutoscaler").elementsAt("/spec/metrics").stream()
                .mapToInt(metric -> metric.at("/pods/target/averageValue").asInt()).max().orElseThrow();

        // within a tenth of its target it leaves everything as it is
        assertThat(1.1 * target).isPositive().isLessThan(Settings.of(environment).number("wedsync.admission.min-limit", 8));
    }
}
