package com.wedsync.core.guest;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;

import com.wedsync.core.access.Caller;
import com.wedsync.core.access.Callers;
import com.wedsync.core.access.Role;
import com.wedsync.core.access.Scope;
import com.wedsync.core.http.Cursor;
import com.wedsync.core.http.Page;

import io.smallrye.mutiny.Multi;

/** The guest list of a couple as a file. */
@Path("/api/couples/{couple}/guests/export")
@RolesAllowed({ Role.AUTHENTICATED, Role.SERVICE })
@Tag(name = "Guests")
class GuestExportResource {

    private final Callers callers;
    private final GuestReadRepository guests;

    GuestExportResource(Callers callers, GuestReadRepository guests) {
        this.callers = callers;
        this.guests = guests;
    }

    @GET
    @Produces("text/csv;charset=UTF-8")
    @Operation(summary = "All guests as CSV", description = "By name, RFC 4180, UTF-8. Read and sent page by page: a guest that is renamed meanwhile may be missing or there twice. Cells that a spreadsheet would take for a formula begin with an apostrophe. `import` takes the file back.")
    @APIResponse(responseCode = "200", description = "The file", content = @Content(mediaType = "text/csv", schema = @Schema(implementation = String.class), examples = @ExampleObject(name = "file", value = GuestExamples.FILE)))
    @APIResponse(responseCode = "404", description = "There is no such couple, or the caller has nothing to do with it", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Multi<String> export(UUID couple) {
        Caller caller = callers.current(Scope.GUESTS_READ);
        return RestMulti.fromUniResponse(guests.all(caller, couple, null, Cursor.START, Page.MAX_SIZE),
                first -> file(caller, couple, first.page()),
                first -> Map.of("Content-Disposition", List.of("attachment; filename=\"guests.csv\""), "Cache-Control",
                        List.of("private, no-store")));
    }

    /** A page is read when the one before has been sent, so that a slow reader costs no memory. */
    private Multi<String> file(Caller caller, UUID couple, Page<Guest> first) {
        Multi<String> start = Multi.createFrom().item(GuestCsvWriter.header() + GuestCsvWriter.rows(first.data()));
        if (first.nextCursor() == null) {
            return start;
        }
        Multi<String> rest = Multi.createBy().repeating()
                .uni(() -> new Cursor[] { after(first) },
                        position -> guests.all(caller, couple, null, position[0], Page.MAX_SIZE)
                                .map(list -> list.page()).invoke(page -> position[0] = after(page)))
                .whilst(page -> page.nextCursor() != null)
                .map(page -> GuestCsvWriter.rows(page.data()));
        return Multi.createBy().concatenating().streams(start, rest);
    }

    private static Cursor after(Page<Guest> page) {
        return page.nextCursor() == null ? Cursor.START : Cursor.valueOf(page.nextCursor());
    }
}
