package com.wedsync.core.error;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.smallrye.openapi.runtime.OpenApiConstants;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;

/** What operations take and give, as the API's own description has it; read when the first request has to be told. */
@Singleton
class MediaTypes {

    private static final String USUAL = "application/json";

    /**
     * An operation of the API.
     *
     * @param path its segments; parameters begin with a brace
     */
    private record Operation(String method, List<String> path, String taken, String given) {

        boolean isAt(List<String> address) {
            return path.size() == address.size() && IntStream.range(0, path.size())
                    .allMatch(i -> isParameter(path.get(i)) || path.get(i).equals(address.get(i)));
        }

        long parameters() {
            return path.stream().filter(Operation::isParameter).count();
        }

        private static boolean isParameter(String segment) {
            return segment.startsWith("{");
        }
    }

    private final OpenApiDocumentService description;
    private final ObjectMapper json;
    private volatile @Nullable List<Operation> operations;

    MediaTypes(OpenApiDocumentService description, ObjectMapper json) {
        this.description = description;
        this.json = json;
    }

    /** The forms that a body may have. */
    String taken(String method, String address) {
        return operation(method, address).map(Operation::taken).orElse(USUAL);
    }

    /** The forms that an answer may have, apart from problems. */
    String given(String method, String address) {
        return operation(method, address).map(Operation::given).orElse(USUAL);
    }

    /** Of those at the address the one that names most of it: {@code guests/import} rather than {@code guests/{guest}}. */
    private Optional<Operation> operation(String method, String address) {
        List<String> segments = segments(address);
        return operations().stream().filter(operation -> operation.method().equals(method) && operation.isAt(segments))
                .min(Comparator.comparingLong(Operation::parameters));
    }

    private List<Operation> operations() {
        List<Operation> known = operations;
        if (known == null) {
            known = read();
            operations = known;
        }
        return known;
    }

    private List<Operation> read() {
        try {
            return json.readTree(description.getDocument(OpenApiConstants.DEFAULT_DOCUMENT_NAME, Format.JSON)).path("paths")
                    .properties().stream().flatMap(path -> path.getValue().properties().stream()
                            .map(method -> operation(path.getKey(), method.getKey(), method.getValue())))
                    .toList();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Operation operation(String path, String method, JsonNode described) {
        return new Operation(method.toUpperCase(Locale.ROOT), segments(path), names(Stream.of(described.path("requestBody"))),
                names(described.path("responses").properties().stream().filter(answer -> answer.getKey().startsWith("2"))
                        .map(answer -> answer.getValue())));
    }

    private static String names(Stream<JsonNode> bodies) {
        List<String> names = bodies.flatMap(body -> body.path("content").properties().stream())
                .map(content -> content.getKey()).distinct().toList();
        return names.isEmpty() ? USUAL : String.join(" or ", names);
    }

    private static List<String> segments(String path) {
        return Stream.of(path.split("/", -1)).filter(segment -> !segment.isEmpty()).toList();
    }
}
