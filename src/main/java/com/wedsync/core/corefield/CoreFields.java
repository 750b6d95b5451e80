package com.wedsync.core.corefield;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import com.wedsync.core.corefield.CoreFieldRepository.Stored;
import com.wedsync.core.database.Session;
import com.wedsync.core.error.Conflict;
import com.wedsync.core.error.Forbidden;
import com.wedsync.core.error.NotFound;
import com.wedsync.core.error.ProblemType;
import com.wedsync.core.http.Preconditions;

import io.smallrye.mutiny.Uni;

/** Writes core fields by their merge rules; in a transaction that holds the couple, so that what is read stays true. */
@ApplicationScoped
public class CoreFields {

    private final CoreFieldRepository fields;
    private final StoredValues stored;
    private final Replacement replacement;

    CoreFields(CoreFieldRepository fields, StoredValues stored, Replacement replacement) {
        this.fields = fields;
        this.stored = stored;
        this.replacement = replacement;
    }

    /**
     * Writes all changes or none.
     *
     * @return what is stored then, in the order of {@code changes}
     * @throws com.wedsync.core.error.Unprocessable if there is no such field, or a value is not of its type
     * @throws Conflict if a field can only be settled by a person
     */
    public Uni<List<WrittenCoreField>> write(Session session, UUID couple, List<CoreFieldChange> changes) {
        return fields.find(session, couple, changes.stream().map(CoreFieldChange::key).collect(Collectors.toSet()))
                .invoke(found -> replacement.meet(found.values().stream().map(Stored::field).toList()))
                .invoke(CoreFields::mayWrite)
                .chain(found -> apply(session, couple, new CheckedChanges(stored, found, changes).list()));
    }

    /** The types of those of {@code keys} that are core fields. */
    public Uni<Map<String, ValueType>> types(Session session, Set<String> keys) {
        return fields.types(session, keys);
    }

    /** Removes what the couple has said about a field, if that is still what the writer has seen. */
    Uni<Void> remove(Session session, UUID couple, String key, long seen) {
        return fields.find(session, couple, Set.of(key)).invoke(found -> {
            Stored field = found.get(key);
            if (field == null || field.value() == null) {
                throw new NotFound(ProblemType.NOT_FOUND, "Nothing is stored under this key.");
            }
            mayWrite(found);
            if (field.version() != seen) {
                throw Preconditions.changedMeanwhile(field.value());
            }
        }).chain(() -> fields.delete(session, couple, key));
    }

    private Uni<List<WrittenCoreField>> apply(Session session, UUID couple, List<CheckedChange> changes) {
        List<CoreFieldConflict> conflicts = changes.stream().filter(change -> change.merge().isEmpty())
                .map(CheckedChange::conflict).toList();
        if (!conflicts.isEmpty()) {
            throw new Conflict(ProblemType.CORE_FIELD_CONFLICT, "Somebody else has changed "
                    + conflicts.stream().map(CoreFieldConflict::key).collect(Collectors.joining(", "))
                    + " since it was read; a person must choose.", Map.of("conflicts", conflicts));
        }
        Map<String, String> first = new LinkedHashMap<>();
        Map<String, String> further = new LinkedHashMap<>();
        changes.forEach(change -> change.merge().filter(Merge::changesWhatIsStored)
                .ifPresent(merge -> (change.isFirst() ? first : further).put(change.key(), merge.value().toString())));
        Map<String, CoreFieldValue> written = new HashMap<>();
        return fields.insert(session, couple, first)
                .invoke(values -> values.forEach(value -> written.put(value.key(), value)))
                .chain(() -> fields.update(session, couple, further))
                .invoke(values -> values.forEach(value -> written.put(value.key(), value)))
                .map(done -> changes.stream().map(change -> result(change, written)).toList());
    }

    private static WrittenCoreField result(CheckedChange change, Map<String, CoreFieldValue> written) {
        Merge merge = change.merge().orElseThrow();
        CoreFieldValue value = merge.changesWhatIsStored() ? Objects.requireNonNull(written.get(change.key()))
                : change.storedValue();
        return WrittenCoreField.of(value, merge.resolution());
    }

    private static void mayWrite(Map<String, Stored> found) {
        if (!found.values().stream().allMatch(Stored::mayWrite)) {
            throw new Forbidden(ProblemType.NOT_ALLOWED, "Only members of the couple may change its core fields.");
        }
    }
}
