package com.wedsync.core.corefield;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.wedsync.core.corefield.CoreFieldRepository.Stored;
import com.wedsync.core.error.Unprocessable;
import com.wedsync.core.error.Violation;

/** Compares changes with the catalogue and tells of all faults at once. */
final class CheckedChanges {

    private final StoredValues values;
    private final Map<String, Stored> found;
    private final List<Violation> violations = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();
    private final List<CheckedChange> checked = new ArrayList<>();

    /** {@code found} are the fields that there are of those that {@code changes} name. */
    CheckedChanges(StoredValues values, Map<String, Stored> found, List<CoreFieldChange> changes) {
        this.values = values;
        this.found = found;
        changes.forEach(this::check);
    }

    /**
     * The changes.
     *
     * @throws Unprocessable if there is a fault in any of them
     */
    List<CheckedChange> list() {
        if (!violations.isEmpty()) {
            throw Unprocessable.of(violations);
        }
        return checked;
    }

    private void check(CoreFieldChange change) {
        Stored stored = found.get(change.key());
        if (stored == null) {
            violations.add(new Violation(change.key(), "is no core field"));
            return;
        }
        if (!keys.add(change.key())) {
            violations.add(new Violation(change.key(), "is there twice"));
        }
        JsonNode mine = canonical(stored, change.value(), "");
        JsonNode base = change.baseValue() == null || change.baseValue().isNull() ? null
                : canonical(stored, change.baseValue(), "base_value ");
        if (mine != null) {
            checked.add(CheckedChange.of(stored, values.parse(stored.value()), base, change.baseVersion(), mine));
        }
    }

    private @Nullable JsonNode canonical(Stored stored, JsonNode value, String which) {
        ValueType type = stored.field().valueType();
        JsonNode canonical = type.canonical(value);
        if (canonical == null) {
            violations.add(new Violation(stored.field().key(), which + type.rule()));
        }
        return canonical;
    }
}
