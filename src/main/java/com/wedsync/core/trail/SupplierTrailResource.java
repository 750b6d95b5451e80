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

/** A supplier's audit trail, for those who act for it. */
@Path("/api/suppliers/{supplier}/audit")
@RolesAllowed({ Role.AUTHENTICATED, Role.SERVICE })
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Audit trails")
class SupplierTrailResource {

    private final Callers callers;
    private final TrailRepository trails;

    SupplierTrailResource(Callers callers, TrailRepository trails) {
        this.callers = callers;
        this.trails = trails;
    }

    @GET
    @Operation(summary = "Who changed what of a supplier, newest first", description = "All of it, or of one kind or thing. For members, and API keys with audit:read.")
    @APIResponse(responseCode = "200", description = "A page", content = @Content(examples = @ExampleObject(name = "page", value = TrailExamples.PAGE)))
    @APIResponse(responseCode = "400", description = "The cursor is not one of this list, or the limit is out of range", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "404", description = "There is no such supplier, or the caller does not belong to it", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<Page<TrailEntry>> list(UUID supplier, @BeanParam @Valid TrailFilter filter) {
        return trails.list(callers.current(), Kind.SUPPLIER, supplier, filter);
    }

    @GET
    @Path("verify")
    @Operation(summary = "Is a supplier's audit trail as it was written?", description = "Computes the hash chain anew, over the whole trail. For members, and API keys with audit:read.")
    @APIResponse(responseCode = "200", description = "Whether it is, and what is wrong", content = @Content(schema = @Schema(implementation = Verification.class), examples = {
            @ExampleObject(name = "intact", value = TrailExamples.INTACT),
            @ExampleObject(name = "tampered", value = TrailExamples.FAULTY) }))
    @APIResponse(responseCode = "404", description = "There is no such supplier, or the caller does not belong to it", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<Verification> verify(UUID supplier) {
        return trails.verify(callers.current(), Kind.SUPPLIER, supplier);
    }
}
