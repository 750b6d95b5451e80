package com.wedsync.core.guest;

import java.util.List;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** What became of one of many guests. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record RowResult(
        @Schema(description = "Place in the request, from 0") int index,
        @Schema(enumeration = {
                "created", "updated", "unchanged", "invalid", "conflict" }) String result,
        @Nullable UUID id,
        @Schema(description = "After the write; not there for a row that was not written") @Nullable Long version,
        @Schema(description = "Of an invalid row") @Nullable List<RowViolation> violations,
        @Schema(description = "Of a conflict: the guest as it is now; not there if it is gone") @Nullable Guest current){

    static final String CREATED = "created";
    static final String UPDATED = "updated";
    static final String UNCHANGED = "unchanged";
    static final String INVALID = "invalid";
    static final String CONFLICT = "conflict";

    static RowResult invalid(int index, GuestRow row) {
        return new RowResult(index, INVALID, row.id(), null, row.violations(), null);
    }

    static RowResult conflict(int index, UUID id, @Nullable Guest current) {
        return new RowResult(index, CONFLICT, id, null, null, current);
    }

    static RowResult of(int index, String result, UUID id, @Nullable Long version) {
        return new RowResult(index, result, id, version, null, null);
    }

    boolean isRefused() {
        return result.equals(INVALID) || result.equals(CONFLICT);
    }

    RowResult written(@Nullable Long newVersion) {
        return newVersion == null ? this : new RowResult(index, result, id, newVersion, violations, current);
    }
}
