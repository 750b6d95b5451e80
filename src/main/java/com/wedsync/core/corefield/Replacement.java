package com.wedsync.core.corefield;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.wedsync.core.access.Caller;
import com.wedsync.core.http.IdempotencyKey;

import io.smallrye.mutiny.Uni;

/**
 * Writes a new value in the place of another one by a single statement, where nothing has to be merged: the writer has seen
 * what is stored, or the later value stays. That is most of what is written, at a fraction of what {@link CoreFields} costs.
 */
@ApplicationScoped
class Replacement {

    private final CoreFieldRepository fields;
    /** What was met of the catalogue. A hint: the statement replaces nothing whose type is another one by now. */
    private final Map<String, CoreField> known = new ConcurrentHashMap<>();

    Replacement(CoreFieldRepository fields) {
        this.fields = fields;
    }

    /** Fields as they are in the catalogue. */
    void meet(Collection<CoreField> found) {
        found.forEach(field -> known.put(field.key(), field));
    }

    /**
     * Writes the change, if it is one of a single field.
     *
     * @return the answer, JSON; empty if nothing was written, which says nothing of why
     */
    Uni<Optional<String>> write(Caller caller, UUID couple, List<CoreFieldChange> changes, @Nullable IdempotencyKey key) {
        CoreFieldChange change = changes.getFirst();
        CoreField field = known.get(change.key());
        if (changes.size() > 1 || field == null || mayHaveToBeMerged(field, change)) {
            return Uni.createFrom().item(Optional.empty());
        }
        JsonNode value = field.valueType().canonical(change.value());
        if (value == null || !isValid(field.valueType(), change.baseValue())) {
            return Uni.createFrom().item(Optional.empty());
        }
        return fields.replace(caller, couple, field, change.baseVersion(), value.toString(), key);
    }

    private static boolean mayHaveToBeMerged(CoreField field, CoreFieldChange change) {
        return change.baseVersion() == 0 && field.mergeRule() != MergeRule.LAST_WRITE;
    }

    private static boolean isValid(ValueType type, @Nullable JsonNode base) {
        return base == null || base.isNull() || type.canonical(base) != null;
    }
}
