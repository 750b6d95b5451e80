package com.wedsync.core.form;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.wedsync.core.corefield.ValueType;
import com.wedsync.core.error.Unprocessable;
import com.wedsync.core.error.Violation;

/** The rules of a form that no single value of it breaks. */
final class FormCheck {

    private FormCheck() {
    }

    /**
     * Fails unless {@code fields} make a form.
     *
     * @param coreFields type of each core field that there is
     * @throws Unprocessable with all violations
     */
    static void check(List<FormField> fields, Map<String, ValueType> coreFields) {
        List<Violation> violations = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<String> bound = new HashSet<>();
        for (FormField field : fields) {
            if (!names.add(field.name())) {
                violations.add(new Violation(field.name(), "is the name of two fields"));
            }
            if (field.options() != null && field.type() != ValueType.TEXT && field.type() != ValueType.TEXT_LIST) {
                violations.add(new Violation(field.name(), "has options, which only text and text_list have"));
            }
            if (field.coreField() != null) {
                ValueType type = coreFields.get(field.coreField());
                if (type == null) {
                    violations.add(new Violation(field.name(), "is bound to a core field that does not exist"));
                } else if (type != field.type()) {
                    violations.add(new Violation(field.name(), "must have the type of its core field, "
                            + type.name().toLowerCase(Locale.ROOT)));
                } else if (!bound.add(field.coreField())) {
                    violations.add(new Violation(field.name(), "is bound to the core field of another field"));
                }
            }
        }
        if (!violations.isEmpty()) {
            throw Unprocessable.of(violations);
        }
    }
}
