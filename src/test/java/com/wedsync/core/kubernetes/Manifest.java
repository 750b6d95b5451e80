package com.wedsync.core.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** One document for the Kubernetes API. */
record Manifest(JsonNode json) {

    private static final ObjectMapper JSON = new ObjectMapper();

    String kind() {
        return json.path("kind").asText();
    }

    String name() {
        return json.at("/metadata/name").asText();
    }

    Map<String, String> labels() {
        return stringsAt("/metadata/labels");
    }

    /** What stands there, as a JSON pointer names it; missing if nothing does. */
    JsonNode at(String pointer) {
        return json.at(pointer);
    }

    String textAt(String pointer) {
        return at(pointer).asText();
    }

    int numberAt(String pointer) {
        JsonNode number = at(pointer);
        if (number.isMissingNode()) {
            throw new AssertionError("Nothing at " + pointer + " of " + this);
        }
        return number.asInt();
    }

    Map<String, String> stringsAt(String pointer) {
        JsonNode object = at(pointer);
        return object.isMissingNode() ? Map.of() : JSON.convertValue(object, new TypeReference<Map<String, String>>() {
        });
    }

    /** The pod that this makes, or nothing. */
    Stream<Manifest> pod() {
        return Stream.of(at("/spec/template")).filter(template -> template.hasNonNull("spec") && !kind().equals("Pooler"))
                .map(Manifest::new);
    }

    List<JsonNode> elementsAt(String pointer) {
        return StreamSupport.stream(at(pointer).spliterator(), false).toList();
    }

    @Override
    public String toString() {
        return kind() + " " + name();
    }
}
