package com.wedsync.core.corefield;

import java.util.Locale;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import io.vertx.mutiny.sqlclient.Row;

/** An entry of the catalogue of facts that couples share with their suppliers. */
public record CoreField(
        String key,
        String title,
        String description,
        @Schema(description = "What a value is as JSON: dates and times are ISO 8601 texts") ValueType valueType,
        @Schema(description = "What becomes of a value that was written without having seen the stored one") MergeRule mergeRule,
        @Schema(description = "Where clients show it among the others") int position) {

    static CoreField from(Row row) {
        return new CoreField(row.getString("key"), row.getString("title"), row.getString("description"),
                ValueType.of(row.getString("value_type")),
                MergeRule.valueOf(row.getString("merge_rule").toUpperCase(Locale.ROOT)),
                row.getInteger("position"));
    }
}
