package com.wedsync.core.corefield;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A value is written by somebody who has seen version 1, or nothing, while version 3 is stored, or nothing. */
class MergeTest {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    @ParameterizedTest(name = "{0} of {1}: stored {2}, mine {3} -> {4}, {5}")
    @CsvSource(delimiter = '|', nullValues = "-", value = {
            "LAST_WRITE | TEXT      | \"a\"        | \"b\"        | \"b\"           | WRITTEN",
            "LAST_WRITE | TEXT      | \"a\"        | \"a\"        | \"a\"           | UNCHANGED",
            "LAST_WRITE | TEXT      | -            | \"b\"        | \"b\"           | WRITTEN",
            "MAX        | INTEGER   | 10           | 12           | 12              | WRITTEN",
            "MAX        | INTEGER   | 12           | 10           | 12              | KEPT",
            "MAX        | INTEGER   | 12           | 12           | 12              | UNCHANGED",
            "MAX        | INTEGER   | -            | 10           | 10              | WRITTEN",
            "MAX        | INTEGER   | -2           | -10          | -2              | KEPT",
            "MAX        | DECIMAL   | 9.5          | 10.25        | 10.25           | WRITTEN",
            "MAX        | DECIMAL   | 10.0         | 10           | 10              | UNCHANGED",
            "MAX        | TIME      | \"09:30\"    | \"23:00\"    | \"23:00\"       | WRITTEN",
            "MAX        | TIME      | \"23:00:00\" | \"23:00\"    | \"23:00\"       | UNCHANGED",
            "MAX        | DATE      | \"2026-06-20\" | \"2025-12-31\" | \"2026-06-20\" | KEPT",
            "UNION      | TEXT_LIST | [\"a\",\"b\"] | [\"b\",\"c\"] | [\"a\",\"b\",\"c\"] | MERGED",
            "UNION      | TEXT_LIST | [\"a\",\"b\"] | [\"B\",\"A\"] | [\"a\",\"b\"]   | KEPT",
            "UNION      | TEXT_LIST | [\"a\"]      | [\"a\",\"b\"] | [\"a\",\"b\"]  | WRITTEN",
            "UNION      | TEXT_LIST | [\"a\"]      | []           | [\"a\"]         | KEPT",
            "UNION      | TEXT_LIST | -            | [\"a\"]      | [\"a\"]         | WRITTEN",
            "ASK        | DATE      | \"2026-06-20\" | \"2026-06-27\" | -             | -",
            "ASK        | DATE      | -            | \"2026-06-27\" | -             | -",
            "ASK        | DATE      | \"2026-06-20\" | \"2026-06-20\" | \"2026-06-20\" | UNCHANGED" })
    void who_has_not_seen_what_is_stored_is_merged_by_the_rule(MergeRule rule, ValueType type, @Nullable String theirs,
            String mine,
            @Nullable String value, @Nullable Resolution resolution) throws JsonProcessingException {
        expect(merge(rule, type, theirs, 3, null, 1, mine), type, value, resolution);
    }

    @ParameterizedTest(name = "{0}: {2} instead of {1}")
    @CsvSource(delimiter = '|', value = {
            "LAST_WRITE | TEXT      | \"a\"          | \"b\"",
            "MAX        | INTEGER   | 12             | 10",
            "UNION      | TEXT_LIST | [\"a\",\"b\"]  | [\"b\"]",
            "ASK        | DATE      | \"2026-06-20\" | \"2026-06-27\"" })
    void who_has_seen_what_is_stored_replaces_it_whatever_the_rule(MergeRule rule, ValueType type, String theirs, String mine)
            throws JsonProcessingException {
        expect(merge(rule, type, theirs, 3, null, 3, mine), type, mine, Resolution.WRITTEN);
        expect(merge(rule, type, null, 0, null, 0, mine), type, mine, Resolution.WRITTEN);
    }

    @ParameterizedTest(name = "base {0}, theirs {1}, mine {2} -> {3}")
    @CsvSource(delimiter = '|', nullValues = "-", value = {
            "[\"a\",\"b\"]     | [\"a\",\"b\",\"c\"] | [\"a\"]         | [\"a\",\"c\"]       | MERGED",
            "[\"a\",\"b\"]     | [\"a\"]             | [\"a\",\"b\"]   | [\"a\"]             | KEPT",
            "[\"a\",\"b\"]     | [\"b\"]             | [\"a\"]         | []                  | MERGED",
            "[\"a\"]           | [\"x\",\"a\"]       | [\"y\",\"a\"]   | [\"x\",\"a\",\"y\"] | MERGED",
            "[\"Vegan\"]       | [\"vegan\",\"Halal\"] | []            | [\"Halal\"]         | MERGED",
            "[\"a\"]           | [\"b\"]             | [\"a\",\"B\"]   | [\"b\"]             | KEPT",
            "[\"a\"]           | -                   | [\"a\",\"b\"]   | [\"b\"]             | MERGED" })
    void with_a_base_a_union_honours_the_removals_of_both(String base, @Nullable String theirs, String mine, String value,
            Resolution resolution) throws JsonProcessingException {
        expect(merge(MergeRule.UNION, ValueType.TEXT_LIST, theirs, theirs == null ? 0 : 3, base, 1, mine), ValueType.TEXT_LIST,
                value,
                resolution);
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource(delimiter = '|', nullValues = "-", value = {
            "TEXT | \"a\" | \"a\"", "TEXT | \" \" | -", "TEXT | 1 | -", "TEXT | null | -", "TEXT | \"a\\u0000\" | -",
            "TEXT_LIST | [\" Vegan\",\"vegan\",\"halal\"] | [\"Vegan\",\"halal\"]", "TEXT_LIST | [1] | -",
            "TEXT_LIST | \"a\" | -",
            "INTEGER | 3 | 3", "INTEGER | 3.0 | -", "INTEGER | \"3\" | -", "INTEGER | 3000000000 | -",
            "DECIMAL | 3 | 3", "DECIMAL | 18500.50 | 18500.5", "DECIMAL | 0.0001 | -", "DECIMAL | 1e12 | -",
            "DECIMAL | 1e999 | -",
            "BOOLEAN | true | true", "BOOLEAN | 1 | -",
            "DATE | \"2026-06-20\" | \"2026-06-20\"", "DATE | \"2026-02-30\" | -", "DATE | 20260620 | -",
            "TIME | \"14:30:00\" | \"14:30\"", "TIME | \"25:00\" | -" })
    void a_value_is_of_its_type_or_none(ValueType type, String value, @Nullable String canonical)
            throws JsonProcessingException {
        JsonNode read = type.canonical(JSON.readTree(value));

        assertThat(read == null ? null : read.toString()).isEqualTo(canonical);
    }

    @Test
    void digits_are_never_lost() throws JsonProcessingException {
        assertThat(ValueType.DECIMAL.canonical(new ObjectMapper().readTree("999999999999.123")))
                .hasToString("999999999999.123");
    }

    private static void expect(Optional<Merge> merge, ValueType type, @Nullable String value,
            @Nullable Resolution resolution) throws JsonProcessingException {
        if (value == null) {
            assertThat(merge).isEmpty();
        } else {
            assertThat(merge.orElseThrow().resolution()).isEqualTo(resolution);
            assertThat(type.same(merge.orElseThrow().value(), canonical(type, value))).as("%s", merge).isTrue();
        }
    }

    private static Optional<Merge> merge(MergeRule rule, ValueType type, @Nullable String theirs, long theirsVersion,
            @Nullable String base, long baseVersion, String mine) throws JsonProcessingException {
        return Merge.of(type, rule, theirs == null ? null : canonical(type, theirs), theirsVersion,
                base == null ? null : canonical(type, base), baseVersion, canonical(type, mine));
    }

    private static JsonNode canonical(ValueType type, String json) throws JsonProcessingException {
        return Objects.requireNonNull(type.canonical(JSON.readTree(json)), json);
    }
}
