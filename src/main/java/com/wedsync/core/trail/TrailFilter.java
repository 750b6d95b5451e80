package com.wedsync.core.trail;

import java.util.UUID;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

import com.wedsync.core.error.BadRequest;
import com.wedsync.core.error.ProblemType;
import com.wedsync.core.http.Cursor;
import com.wedsync.core.http.Page;

/**
 * Which entries are asked for.
 *
 * @param entity of this kind, such as {@code core_field_value}
 * @param entityId of this thing, such as {@code guest_count}
 */
record TrailFilter(
        @Parameter(description = "Kind of thing, such as core_field_value") @QueryParam("entity") @Size(max = 63) @Nullable String entity,
        @Parameter(description = "Id of the thing, or key of a core field, such as guest_count") @QueryParam("entity_id") @Size(max = 200) @Nullable String entityId,
        @QueryParam("cursor") @Nullable String cursor,
        @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(Page.MAX_SIZE) int limit) {

    /** Entries before this one: the newest first. */
    long before() {
        try {
            return cursor == null ? Long.MAX_VALUE : Long.parseLong(Cursor.valueOf(cursor).text());
        } catch (NumberFormatException foreign) {
            throw new BadRequest(ProblemType.INVALID_REQUEST, "The cursor is not one that this list gave.");
        }
    }

    /** Where a page that ends with {@code last} is continued. */
    static Cursor after(TrailEntry last, UUID tenant) {
        return new Cursor(Long.toString(last.sequence()), tenant);
    }
}
