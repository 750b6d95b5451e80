package com.wedsync.core.corefield;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * Decides what becomes of a written value.
 *
 * <pre>
 *   the same is stored ───────────────────────> unchanged
 *   the writer had read what is stored ───────> written
 *   it had not, and the field's rule is
 *     last_write ─────────────────────────────> written
 *     max ──────── greater than what is stored> written, else kept
 *     union ──────────────────────────────────> merged, or kept or written where one holds all of the other
 *     ask ────────────────────────────────────> a conflict
 * </pre>
 *
 * @param value what is to be stored
 */
record Merge(JsonNode value, Resolution resolution) {

    /**
     * Nothing for a conflict. All values are in the canonical form of {@code type}.
     *
     * @param theirs what is stored, {@code null} for nothing
     * @param theirsVersion its version, 0 for nothing
     * @param base what the writer had read, {@code null} if it did not say
     */
    static Optional<Merge> of(ValueType type, MergeRule rule, @Nullable JsonNode theirs, long theirsVersion,
            @Nullable JsonNode base, long baseVersion, JsonNode mine) {
        if (theirs != null && type.same(theirs, mine)) {
            return Optional.of(new Merge(theirs, Resolution.UNCHANGED));
        }
        if (theirsVersion == baseVersion) {
            return Optional.of(new Merge(mine, Resolution.WRITTEN));
        }
        return switch (rule) {
            case LAST_WRITE -> Optional.of(new Merge(mine, Resolution.WRITTEN));
            case MAX -> Optional.of(theirs == null || type.compare(mine, theirs) > 0 ? new Merge(mine, Resolution.WRITTEN)
                    : new Merge(theirs, Resolution.KEPT));
            case UNION -> Optional.of(union(theirs, base == null ? none() : base, mine));
            case ASK -> Optional.empty();
        };
    }

    boolean changesWhatIsStored() {
        return resolution == Resolution.WRITTEN || resolution == Resolution.MERGED;
    }

    /** Theirs without what the writer has removed from the base, then what the writer has added to the base. */
    private static Merge union(@Nullable JsonNode theirs, JsonNode base, JsonNode mine) {
        Map<String, JsonNode> before = items(base);
        Map<String, JsonNode> wanted = items(mine);
        Map<String, JsonNode> result = items(theirs == null ? none() : theirs);
        before.keySet().stream().filter(item -> !wanted.containsKey(item)).forEach(result::remove);
        wanted.forEach((item, text) -> {
            if (!before.containsKey(item)) {
                result.putIfAbsent(item, text);
            }
        });
        ArrayNode merged = none().addAll(result.values());
        if (theirs != null && merged.equals(theirs)) {
            return new Merge(theirs, Resolution.KEPT);
        }
        return new Merge(merged, merged.equals(mine) ? Resolution.WRITTEN : Resolution.MERGED);
    }

    private static Map<String, JsonNode> items(JsonNode list) {
        Map<String, JsonNode> items = new LinkedHashMap<>();
        list.forEach(item -> items.put(item.textValue().toLowerCase(Locale.ROOT), item));
        return items;
    }

    private static ArrayNode none() {
        return new ArrayNode(JsonNodeFactory.instance);
    }
}
