package com.wedsync.core.maintenance;

import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.wedsync.core.error.BadRequest;
import com.wedsync.core.error.ProblemType;

/** What to do, and to which table. */
@Schema(description = "What to do, and to which table.")
public record OptimizeRequest(
        @Schema(required = true, enumeration = {
                "analyze_table", "reindex_table", "update_statistics",
                "vacuum_analyze", "vacuum_freeze" }, examples = "vacuum_analyze") @Nullable String action,
        @Schema(description = "schema.table or table, quoted as in SQL where needed; the plural names of the specification are"
                + " understood. Not used by update_statistics, which is for all tables.", maxLength = MAX_TABLE_NAME, examples = "guests") @Size(max = MAX_TABLE_NAME) @Nullable String tableName){

    static final int MAX_TABLE_NAME = 200;

    Action toAction() {
        Action known = Action.requested(action);
        if (known.needsTable() && (tableName == null || tableName.isBlank())) {
            throw new BadRequest(ProblemType.INVALID_REQUEST, known.json() + " needs a table_name.");
        }
        return known;
    }
}
