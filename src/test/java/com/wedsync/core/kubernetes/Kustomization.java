package com.wedsync.core.kubernetes;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/** A folder of k8s/ as {@code kubectl kustomize} renders it, which needs no cluster. */
record Kustomization(String folder, List<Manifest> manifests) {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Map<String, Kustomization> RENDERED = new ConcurrentHashMap<>();

    /** Skips the test where there is no kubectl with Kustomize 5. */
    static Kustomization of(String folder) {
        assumeTrue(Kubectl.IS_RECENT, "left out: needs kubectl 1.27 or newer");
        return RENDERED.computeIfAbsent(folder, Kustomization::render);
    }

    /** The only one of this kind. */
    Manifest only(String kind) {
        return only(kind, manifest -> true);
    }

    Manifest named(String kind, String name) {
        return only(kind, manifest -> manifest.name().equals(name));
    }

    Stream<Manifest> all(String kind) {
        return manifests.stream().filter(manifest -> manifest.kind().equals(kind));
    }

    /** What the service and its migration are told by the environment. */
    Map<String, String> settings() {
        return only("ConfigMap", manifest -> manifest.name().matches("core-database-[a-z0-9]{10}")).stringsAt("/data");
    }

    private Manifest only(String kind, Predicate<Manifest> condition) {
        List<Manifest> found = all(kind).filter(condition).toList();
        if (found.size() != 1) {
            throw new AssertionError("Not one " + kind + " in " + folder + ": " + found);
        }
        return found.getFirst();
    }

    private static Kustomization render(String folder) {
        try (MappingIterator<JsonNode> documents = YAML.readerFor(JsonNode.class)
                .readValues(Kubectl.run("kustomize", Path.of("k8s", folder).toString()))) {
            List<Manifest> manifests = new ArrayList<>();
            documents.forEachRemaining(document -> manifests.add(new Manifest(document)));
            return new Kustomization(folder, List.copyOf(manifests));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static final class Kubectl {

        static final boolean IS_RECENT = isRecent();

        private static boolean isRecent() {
            try {
                return YAML.readTree(run("version", "--client", "-o", "yaml")).path("kustomizeVersion").asText()
                        .matches("v([5-9]|\\d\\d).*");
            } catch (IOException none) {
                return false;
            }
        }

        static String run(String... arguments) throws IOException {
            List<String> command = new ArrayList<>(List.of("kubectl"));
            command.addAll(List.of(arguments));
            Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            try {
                if (process.waitFor() != 0) {
                    throw new IOException(command + " failed");
                }
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
            return output;
        }
    }
}
