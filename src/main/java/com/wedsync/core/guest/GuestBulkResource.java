package com.wedsync.core.guest;

import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import com.wedsync.core.access.Callers;
import com.wedsync.core.access.Role;
import com.wedsync.core.http.Outcome;
import com.wedsync.core.http.Writes;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;

/** Many guests in one request. */
@Path("/api/couples/{couple}/guests/bulk")
@RolesAllowed({ Role.AUTHENTICATED, Role.SERVICE })
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Guests")
class GuestBulkResource {

    private final Callers callers;
    private final GuestRowReader reader;
    private final GuestBulk bulk;
    private final Writes writes;

    GuestBulkResource(Callers callers, GuestRowReader reader, GuestBulk bulk, Writes writes) {
        this.callers = callers;
        this.reader = reader;
        this.bulk = bulk;
        this.writes = writes;
    }

    @POST
    @Blocking // reading and checking a thousand rows takes longer than an event loop may
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Add and replace up to 1,000 guests", description = "A result per row. Rows that can be written are, in one statement; the others tell why not. With `id` and `version` a row replaces the whole guest; without `version` it is for a guest that is not there. A row that says what is there already is `unchanged`, whatever its version.")
    @RequestBody(content = @Content(schema = @Schema(implementation = BulkInput.class), examples = @ExampleObject(name = "rows", value = GuestExamples.BULK)))
    @APIResponse(responseCode = "200", description = "What became of each row", content = @Content(schema = @Schema(implementation = BulkAnswer.class), examples = @ExampleObject(name = "results", value = GuestExamples.BULK_ANSWER)))
    @APIResponse(responseCode = "400", description = "The body is no list of 1 to 1,000 objects", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "403", description = "The caller may read the list and not change it", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "404", description = "There is no such couple", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<Response> upsert(UUID couple, @NotNull @Valid BulkInput input) {
        List<GuestRow> rows = input.guests().stream().map(reader::read).toList();
        return writes.run(callers.current(), couple, input, session -> bulk.write(session, couple, rows, results -> true)
                .map(results -> Outcome.done(BulkAnswer.of(results))));
    }
}
