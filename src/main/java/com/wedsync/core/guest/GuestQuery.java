package com.wedsync.core.guest;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

import com.wedsync.core.http.Cursor;
import com.wedsync.core.http.Page;

/** Which guests of a couple a list shows, and what of them. */
record GuestQuery(
        @QueryParam("rsvp_status") @Nullable @Pattern(regexp = "pending|accepted|tentative|declined", message = "must be pending, accepted, tentative or declined") String rsvpStatus,
        @QueryParam("side") @Nullable @Pattern(regexp = "partner_one|partner_two|both", message = "must be partner_one, partner_two or both") String side,
        @QueryParam("table_name") @Nullable @Size(max = 100) String tableName,
        @QueryParam("household") @Nullable @Size(max = 200) String household,
        @Parameter(description = "Part of a name, typing errors allowed; the best match comes first") @QueryParam("search") @Nullable @Size(max = 100) String search,
        @Parameter(description = "Names of the fields to answer with, separated by commas; all if it is not there", example = "id,name,rsvp_status") @QueryParam("fields") @Nullable String fields,
        @QueryParam("cursor") @Nullable String cursor,
        @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(Page.MAX_SIZE) int limit) {

    boolean isUnfiltered() {
        return rsvpStatus == null && side == null && tableName == null && household == null && search == null;
    }

    Cursor after() {
        return cursor == null ? Cursor.START : Cursor.valueOf(cursor);
    }
}
