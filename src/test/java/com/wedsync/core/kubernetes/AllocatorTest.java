package com.wedsync.core.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

class AllocatorTest {

    private static final Path CLUSTER = Path.of("k8s/postgresql/cluster.yaml");

    /** What is measured is what is deployed. */
    @Test
    void the_servers_of_tests_and_benchmarks_allocate_memory_as_those_of_the_cluster() throws IOException {
        Map<String, String> ofTheCluster = new HashMap<>();
        for (JsonNode variable : new YAMLMapper().readTree(CLUSTER.toFile()).at("/spec/env")) {
            ofTheCluster.put(variable.path("name").asText(), variable.path("value").asText());
        }

        assertThat(ofTheCluster).containsOnlyKeys("MALLOC_TRIM_THRESHOLD_", "MALLOC_TOP_PAD_", "MALLOC_MMAP_THRESHOLD_");
        assertThat(System.getenv()).containsAllEntriesOf(ofTheCluster);
    }
}
