package com.wedsync.core.query;

import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The answer of {@code GET /api/database/queries/{query_id}/plan}. */
public record QueryPlan(
        @Schema(examples = "-4401318402937416823") String queryId,
        @Schema(description = "as whom it was planned", examples = "wedsync_authenticated") @Nullable String user,
        @Schema(examples = "SELECT * FROM wedding.read_guests($1, $2, $3)") String text,
        @Schema(description = "the generic plan, line by line, as EXPLAIN prints it; null if there is none") @Nullable List<String> plan,
        @Schema(description = "why there is no plan", examples = "generic plans need PostgreSQL 16; this is 15") @Nullable String reason) {
}
