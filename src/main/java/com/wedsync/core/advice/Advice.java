package com.wedsync.core.advice;

import java.util.Map;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.wedsync.core.bloat.Confidence;

/** One thing that would do the database good. */
@Schema(description = "One thing that would do the database good.")
public record Advice(
        @Schema(description = "stable as long as the advice stands", examples = "missing_foreign_key_index:wedding.connection.connection_supplier_id_fkey") String id,
        @Schema(examples = "missing_foreign_key_index") AdviceKind kind,
        @Schema(description = "what it is about", examples = "connection_supplier_id_fkey") String subject,
        @Schema(description = "the table; null for the server as a whole", examples = "wedding.connection") @Nullable String table,
        @Schema(description = "what was found, as a sentence", examples = "No index of wedding.connection begins with supplier_id: each delete in wedding.supplier reads all of it.") String finding,
        @Schema(description = "the numbers behind it") Map<String, Object> evidence,
        @Schema(description = "over how many days it was observed; null for what is so at this moment", examples = "41") @Nullable Long windowDays,
        @Schema(examples = "high") Confidence confidence,
        @Schema(description = "what to run, exactly; outside a transaction where it says CONCURRENTLY", examples = "CREATE INDEX CONCURRENTLY connection_supplier_id_idx ON wedding.connection (supplier_id)") String statement,
        @Schema(description = "what running it may do", examples = "Reads the table twice and waits for transactions that are open; writes go on. Each write costs a little more afterwards.") String risk) {

    static Advice of(AdviceKind kind, String subject, @Nullable String table, String finding, Map<String, Object> evidence,
            @Nullable Long windowDays, Confidence confidence, String statement, String risk) {
        return new Advice(
                kind.json() + ":" + (table == null || subject.equals(table) || subject.contains(".") ? "" : table + ".")
                        + subject,
                kind, subject, table, finding, evidence, windowDays, confidence, statement, risk);
    }
}
