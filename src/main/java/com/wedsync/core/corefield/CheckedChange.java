package com.wedsync.core.corefield;

import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.wedsync.core.corefield.CoreFieldRepository.Stored;

/**
 * A change whose values are of the field's type and in its canonical form, beside what is stored.
 *
 * @param theirs what is stored; {@code null} for nothing
 * @param merge what becomes of the two; nothing for a conflict
 */
record CheckedChange(Stored stored, @Nullable JsonNode theirs, @Nullable JsonNode base, long baseVersion, JsonNode mine,
        Optional<Merge> merge) {

    static CheckedChange of(Stored stored, @Nullable JsonNode theirs, @Nullable JsonNode base, long baseVersion,
            JsonNode mine) {
        ValueType type = stored.field().valueType();
        // what another program has stored may be of no form that can be compared: then it is as good as nothing
        JsonNode comparable = theirs == null ? null : type.canonical(theirs);
        return new CheckedChange(stored, theirs, base, baseVersion, mine,
                Merge.of(type, stored.field().mergeRule(), comparable, stored.version(), base, baseVersion, mine));
    }

    String key() {
        return stored.field().key();
    }

    /** Whether nothing is stored yet. */
    boolean isFirst() {
        return stored.value() == null;
    }

    /** Of a field that is not written because of what is stored. */
    CoreFieldValue storedValue() {
        return Objects.requireNonNull(stored.value());
    }

    CoreFieldConflict conflict() {
        CoreFieldValue value = stored.value();
        return new CoreFieldConflict(key(), base, baseVersion, theirs, stored.version(), mine,
                value == null ? null : value.updatedBy(), value == null ? null : value.updatedAt());
    }
}
