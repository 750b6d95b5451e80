package com.wedsync.core.trail;

import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import com.wedsync.core.access.Callers;
import com.wedsync.core.access.Role;
import com.wedsync.core.http.Page;

import io.smallrye.mutiny.Uni;

/** A couple's audit trail, for its members only: what it shares with its suppliers does not include who changed what. */
@Path("/api/couples/{couple}/audit")
@RolesAllowed({ Role.AUTHENTICATED, Role.SERVICE })
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Audit trails")
class CoupleTrailResource {

    private final Callers callers;
    private final TrailRepository trails;

    CoupleTrailResource(Callers callers, TrailRepository trails) {
        this.callers = callers;
        this.trails = trails;
    }

    @GET
    @Operation(summary = "Who changed what of a couple, newest first", description = "All of it, or of one kind or thing: the trail of a core field is `?entity=core_field_value&entity_id=guest_count`. For members only.")
    @APIResponse(responseCode = "200", description = "A page", content = @Content(examples = @ExampleObject(name = "page", value = TrailExamples.PAGE)))
    @APIResponse(responseCode = "400", description = "The cursor is not one of this list, or the limit is out of range", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "404", description = "There is no such couple, or the caller is none of its members", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<Page<TrailEntry>> list(UUID couple, @BeanParam @Valid TrailFilter filter) {
        return trails.list(callers.current(), Kind.COUPLE, couple, filter);
    }

    @GET
    @Path("verify")
    @Operation(summary = "Is a couple's audit trail as it was written?", description = "Computes the hash chain anew, over the whole trail. For members only.")
    @APIResponse(responseCode = "200", description = "Whether it is, and what is wrong", content = @Content(schema = @Schema(implementation = Verification.class), examples = {
            @ExampleObject(name = "intact", value = TrailExamples.INTACT),
            @ExampleObject(name = "tampered", value = TrailExamples.FAULTY) }))
    @APIResponse(responseCode = "404", description = "There is no such couple, or the caller is none of its members", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<Verification> verify(UUID couple) {
        return trails.verify(callers.current(), Kind.COUPLE, couple);
    }
}
