package com.wedsync.core.corefield;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;

/** What a value may be, as JSON. */
public enum ValueType {

    @JsonProperty("text")
    TEXT("must be a text of 1 to 4000 characters"),
    @JsonProperty("text_list")
    TEXT_LIST("must be a list of at most 500 texts of 1 to 200 characters"),
    @JsonProperty("integer")
    INTEGER("must be a whole number from -2147483648 to 2147483647"),
    @JsonProperty("decimal")
    DECIMAL("must be a number below 1000000000000 with at most 3 decimals"),
    @JsonProperty("boolean")
    BOOLEAN("must be true or false"),
    @JsonProperty("date")
    DATE("must be a date like 2026-06-20"),
    @JsonProperty("time")
    TIME("must be a local time like 14:30");

    private static final int MAX_TEXT = 4000;
    private static final int MAX_ITEMS = 500;
    private static final int MAX_ITEM = 200;
    /** With its three decimals, what every client's floating point numbers hold exactly. */
    private static final BigDecimal DECIMAL_LIMIT = BigDecimal.valueOf(1_000_000_000_000L);
    private static final int MAX_DECIMALS = 3;

    private final String rule;

    ValueType(String rule) {
        this.rule = rule;
    }

    /** The type's name in SQL and JSON. */
    static ValueType of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    String sqlName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What is wrong with a value that is none of this type. */
    public String rule() {
        return rule;
    }

    /**
     * {@code value} in the one form that equal values share; {@code null} if it is none of this type. Lists lose what
     * repeats an earlier item in other letters.
     */
    public @Nullable JsonNode canonical(JsonNode value) {
        return switch (this) {
            case TEXT -> isText(value, MAX_TEXT) ? value : null;
            case TEXT_LIST -> list(value);
            case INTEGER -> value.isIntegralNumber() && value.canConvertToInt() ? value : null;
            case DECIMAL -> decimal(value);
            case BOOLEAN -> value.isBoolean() ? value : null;
            case DATE, TIME -> moment(value);
        };
    }

    /** Whether two values in canonical form are the same. */
    boolean same(JsonNode one, JsonNode other) {
        return (one.isNumber() && other.isNumber()) ? compare(one, other) == 0 : one.equals(other);
    }

    /** Order of numbers, dates and times in canonical form. */
    int compare(JsonNode one, JsonNode other) {
        return switch (this) {
            case DATE -> LocalDate.parse(one.textValue()).compareTo(LocalDate.parse(other.textValue()));
            case TIME -> LocalTime.parse(one.textValue()).compareTo(LocalTime.parse(other.textValue()));
            case INTEGER, DECIMAL -> one.decimalValue().compareTo(other.decimalValue());
            case TEXT, TEXT_LIST, BOOLEAN -> throw new IllegalStateException(this + " has no order");
        };
    }

    private static boolean isText(JsonNode value, int maxLength) {
        return value.isTextual() && !value.textValue().isBlank() && value.textValue().length() <= maxLength
                && value.textValue().indexOf('\0') < 0; // PostgreSQL has no such character
    }

    private static @Nullable JsonNode list(JsonNode value) {
        if (!value.isArray() || value.size() > MAX_ITEMS) {
            return null;
        }
        Map<String, JsonNode> items = new LinkedHashMap<>();
        for (JsonNode item : value) {
            if (!isText(item, MAX_ITEM)) {
                return null;
            }
            items.putIfAbsent(item.textValue().strip().toLowerCase(Locale.ROOT), TextNode.valueOf(item.textValue().strip()));
        }
        return new ArrayNode(JsonNodeFactory.instance).addAll(items.values());
    }

    private static @Nullable JsonNode decimal(JsonNode value) {
        if (!value.isNumber() || value.decimalValue().abs().compareTo(DECIMAL_LIMIT) >= 0) {
            return null;
        }
        BigDecimal number = value.decimalValue().stripTrailingZeros();
        return number.scale() <= MAX_DECIMALS ? DecimalNode.valueOf(number) : null;
    }

    private @Nullable JsonNode moment(JsonNode value) {
        try {
            String text = String.valueOf(value.textValue());
            return TextNode.valueOf(this == DATE ? LocalDate.parse(text).toString() : LocalTime.parse(text).toString());
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
