package com.wedsync.core.form;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.wedsync.core.corefield.CoreFieldChange;
import com.wedsync.core.corefield.ValueType;
import com.wedsync.core.error.Unprocessable;
import com.wedsync.core.error.Violation;

/** Compares answers with the fields of their form and tells of all faults at once. */
final class Answers {

    private final List<FormField> fields;
    private final Map<String, JsonNode> answers = new LinkedHashMap<>();
    private final List<Violation> violations = new ArrayList<>();

    private Answers(List<FormField> fields, Map<String, JsonNode> given) {
        this.fields = fields;
        Set<String> unknown = new HashSet<>(given.keySet());
        for (FormField field : fields) {
            unknown.remove(field.name());
            check(field, given.get(field.name()));
        }
        unknown.stream().sorted().forEach(name -> violations.add(new Violation(name, "is no field of the form")));
    }

    /**
     * Answers that may be submitted.
     *
     * @throws Unprocessable if they may not, with all reasons
     */
    static Answers of(List<FormField> fields, Map<String, JsonNode> given) {
        Answers answers = new Answers(fields, given);
        if (!answers.violations.isEmpty()) {
            throw Unprocessable.of(answers.violations);
        }
        return answers;
    }

    /** Those that were given, in the canonical form of their types. */
    Map<String, JsonNode> values() {
        return answers;
    }

    /** What the answers say about core fields, by somebody who has read {@code versions} of them. */
    List<CoreFieldChange> coreFieldChanges(Map<String, Long> versions) {
        List<CoreFieldChange> changes = new ArrayList<>();
        for (FormField field : fields) {
            JsonNode answer = answers.get(field.name());
            if (field.coreField() != null && answer != null) {
                changes.add(new CoreFieldChange(field.coreField(), answer, versions.getOrDefault(field.coreField(), 0L), null));
            }
        }
        return changes;
    }

    private void check(FormField field, @Nullable JsonNode given) {
        if (given == null || given.isNull()) {
            if (field.required()) {
                violations.add(new Violation(field.name(), "must be answered"));
            }
            return;
        }
        JsonNode answer = field.type().canonical(given);
        if (answer == null) {
            violations.add(new Violation(field.name(), field.type().rule()));
        } else if (!isOffered(field, answer)) {
            violations.add(new Violation(field.name(), "must be one of the options"));
        } else if (field.required() && field.type() == ValueType.TEXT_LIST && answer.isEmpty()) {
            violations.add(new Violation(field.name(), "must be answered"));
        } else {
            answers.put(field.name(), answer);
        }
    }

    private static boolean isOffered(FormField field, JsonNode answer) {
        List<String> options = field.options();
        if (options == null) {
            return true;
        }
        if (answer.isTextual()) {
            return options.contains(answer.textValue());
        }
        for (JsonNode item : answer) {
            if (!options.contains(item.textValue())) {
                return false;
            }
        }
        return true;
    }
}
