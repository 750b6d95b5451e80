package com.wedsync.core.guest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Reads rows one by one: a row that breaks a rule tells of it and spoils no other. */
@ApplicationScoped
class GuestRowReader {

    private static final SnakeCaseStrategy NAMES = new SnakeCaseStrategy();

    private final ObjectMapper json;
    private final Validator validator;

    GuestRowReader(ObjectMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    GuestRow read(ObjectNode row) {
        ObjectNode fields = row.deepCopy();
        JsonNode id = fields.remove("id");
        JsonNode version = fields.remove("version");
        List<RowViolation> violations = new ArrayList<>();
        GuestInput guest = guest(fields, violations);
        GuestRow read = new GuestRow(id(id, violations), version(version, violations), guest, violations);
        if (guest != null) {
            check(read, guest);
        }
        return read;
    }

    private @Nullable GuestInput guest(ObjectNode fields, List<RowViolation> violations) {
        try {
            return json.treeToValue(fields, GuestInput.class);
        } catch (UnrecognizedPropertyException unknown) {
            violations.add(new RowViolation(unknown.getPropertyName(), "is no field of a guest"));
        } catch (JsonMappingException mismatch) {
            violations.add(new RowViolation(mismatch.getPath().isEmpty() ? "" : field(mismatch), "has the wrong type"));
        } catch (JsonProcessingException unreadable) {
            violations.add(new RowViolation("", "cannot be read"));
        }
        return null;
    }

    private static String field(JsonMappingException mismatch) {
        return String.valueOf(mismatch.getPath().getFirst().getFieldName());
    }

    /** What the database would refuse must be found before: one row of its statement would be all rows. */
    private void check(GuestRow row, GuestInput guest) {
        validator.validate(guest).stream().map(GuestRowReader::violation)
                .sorted(Comparator.comparing(RowViolation::field)).forEach(row.violations()::add);
        if (guest.plusOneOf() != null && guest.plusOneOf().equals(row.id())) {
            row.violations().add(new RowViolation("plus_one_of", "nobody is their own plus-one"));
        }
        if (guest.plusOneOf() != null && guest.plusOnesAllowed() > 0) {
            row.violations().add(new RowViolation("plus_ones_allowed", "a plus-one brings nobody"));
        }
        json.<JsonNode> valueToTree(guest).properties().stream()
                .filter(field -> hasZero(field.getValue()))
                .forEach(field -> row.violations().add(new RowViolation(field.getKey(), "has a character with the code 0")));
        if (row.version() != null && row.id() == null) {
            row.violations().add(new RowViolation("version", "needs the id of the guest"));
        }
    }

    private static boolean hasZero(JsonNode value) {
        return value.isArray() ? value.valueStream().anyMatch(GuestRowReader::hasZero) : value.asText().indexOf('\0') >= 0;
    }

    private static RowViolation violation(ConstraintViolation<?> violation) {
        return new RowViolation(NAMES.translate(violation.getPropertyPath().iterator().next().getName()),
                violation.getMessage());
    }

    private static @Nullable UUID id(@Nullable JsonNode id, List<RowViolation> violations) {
        if (id == null || id.isNull()) {
            return null;
        }
        try {
            return UUID.fromString(id.textValue() == null ? "" : id.textValue());
        } catch (IllegalArgumentException other) {
            violations.add(new RowViolation("id", "must be a UUID"));
            return null;
        }
    }

    private static @Nullable Long version(@Nullable JsonNode version, List<RowViolation> violations) {
        if (version == null || version.isNull()) {
            return null;
        }
        if (!version.isIntegralNumber() || !version.canConvertToLong()) {
            violations.add(new RowViolation("version", "must be a whole number"));
            return null;
        }
        return version.longValue();
    }
}
