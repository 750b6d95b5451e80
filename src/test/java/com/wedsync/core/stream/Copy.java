package com.wedsync.core.stream;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;

/** What a device has of a couple, or of a supplier's couples. It notes whatever it is told that contradicts the protocol. */
final class Copy {

    private final String path;
    private final boolean ofSupplier;
    private final Figures figures;
    /** Rows by couple, entity and key; the couple is "" in the stream of one. */
    private final Map<String, JsonNode> rows = new ConcurrentHashMap<>();
    private final Map<String, Long> revisions = new ConcurrentHashMap<>();
    private volatile @Nullable String position;

    Copy(String path, @Nullable String position, Figures figures) {
        this.path = path;
        this.ofSupplier = path.startsWith("/api/suppliers");
        this.position = position;
        this.figures = figures;
    }

    /** Where the reader stands. */
    @Nullable
    String position() {
        return position;
    }

    /** What it has of one entity: key and row. */
    Map<String, JsonNode> rows(String couple, String entity) {
        String prefix = (ofSupplier ? couple : "") + "/" + entity + "/";
        Map<String, JsonNode> found = new HashMap<>();
        rows.forEach((key, row) -> {
            if (key.startsWith(prefix)) {
                found.put(key.substring(prefix.length()), row);
            }
        });
        return found;
    }

    long revision(String couple) {
        return revisions.getOrDefault(ofSupplier ? couple : "", 0L);
    }

    void take(String name, String id, JsonNode data) {
        switch (name) {
            case "change" -> change(id, data);
            case "position" -> {
                String before = position;
                if (!ofSupplier && before != null && !before.equals(data.path("after").asText())) {
                    fault("position after " + data.path("after") + " at " + before);
                }
                position = id;
            }
            case "bye" -> figures.byes.add(data.path("reason").asText());
            default -> fault("unexpected " + name + " " + data);
        }
    }

    private void change(String id, JsonNode change) {
        String couple = change.path("couple_id").asText();
        long revision = change.path("revision").asLong();
        long before = revisions.getOrDefault(couple, 0L);
        if (ofSupplier ? revision <= before : revision != before + 1) {
            fault("revision " + revision + " after " + before + " of " + couple);
        }
        if (!ofSupplier && change.path("after").asLong() != before) {
            fault("after " + change.path("after") + " at " + before);
        }
        revisions.put(couple, revision);
        position = id;
        figures.told.incrementAndGet();
        String key = couple + "/" + change.path("entity").asText() + "/" + change.path("entity_id").asText();
        if (change.path("action").asText().equals("delete")) {
            rows.remove(key);
        } else {
            rows.put(key, change.path("row"));
        }
    }

    private void fault(String what) {
        figures.faults.add(path + ": " + what);
    }
}
