package com.wedsync.core.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The fields of CloudNativePG's kinds that are used here: no published model knows them all. Each was looked up in the
 * operator's
 * definitions; a new one is added to the list by who has done the same.
 */
final class Fields {

    private static final Path LIST = Path.of("src/test/resources/com/wedsync/core/kubernetes/cloudnativepg.txt");
    /** By kind and path, for example {@code postgresql.cnpg.io/v1 Cluster spec.instances}: the JSON type. */
    private static final Map<String, String> TYPES = read();

    private Fields() {
    }

    static List<String> faults(String kind, JsonNode json) {
        List<String> faults = new ArrayList<>();
        JsonNode spec = json.path("spec");
        if (!TYPES.containsKey(kind + " spec")) {
            return List.of("No schema for " + kind);
        }
        json.fieldNames().forEachRemaining(name -> {
            if (!List.of("apiVersion", "kind", "metadata", "spec").contains(name)) {
                faults.add(kind + " " + name + " is not known");
            }
        });
        collect(kind + " spec", spec, faults);
        return faults;
    }

    private static void collect(String path, JsonNode value, List<String> faults) {
        String type = TYPES.get(path);
        if (type == null) {
            faults.add(path + " is not known");
        } else if (type.equals("strings")) {
            value.properties().stream().filter(entry -> !entry.getValue().isTextual())
                    .forEach(entry -> faults.add(path + "." + entry.getKey() + " has to be a string"));
        } else if (!type.equals(value.getNodeType().name().toLowerCase(Locale.ROOT))) {
            faults.add(path + " has to be: " + type);
        } else if (value.isObject()) {
            value.properties().forEach(entry -> collect(path + "." + entry.getKey(), entry.getValue(), faults));
        } else if (value.isArray()) {
            value.forEach(element -> collect(path + "[]", element, faults));
        }
    }

    private static Map<String, String> read() {
        Map<String, String> types = new HashMap<>();
        String kind = "";
        try {
            for (String line : Files.readAllLines(LIST)) {
                if (line.startsWith("#") || line.isBlank()) {
                    continue;
                }
                if (!line.startsWith(" ")) {
                    kind = line;
                } else {
                    String[] field = line.strip().split(" +");
                    types.put(kind + " " + field[0], field[1]);
                }
            }
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
        return Map.copyOf(types);
    }
}
