package com.wedsync.core.sync;

import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import com.wedsync.core.access.Callers;
import com.wedsync.core.access.Role;

import io.smallrye.mutiny.Uni;

/** What was changed of all couples that a supplier is connected to. */
@Path("/api/suppliers/{supplier}/changes")
@RolesAllowed({ Role.AUTHENTICATED, Role.SERVICE })
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Changes")
class SupplierChangeResource {

    private final Callers callers;
    private final ChangeRepository changes;

    SupplierChangeResource(Callers callers, ChangeRepository changes) {
        this.callers = callers;
        this.changes = changes;
    }

    @GET
    @Operation(summary = "Changes of all couples of a supplier", description = "Each once; those of a couple in the order of its revisions. Without `since` it says where the present is. A change of a `connection` tells that a couple comes (its status is active: load it) or goes. An API key is told what its scopes name.")
    @APIResponse(responseCode = "200", description = "A page; or, as `text/event-stream`, changes as they happen, from `Last-Event-ID` on: docs/sync.md has the events", content = {
            @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = SupplierChangePage.class), examples = @ExampleObject(name = "page", value = ChangeExamples.SUPPLIER_PAGE)),
            @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING), examples = @ExampleObject(name = "stream", value = ChangeExamples.SUPPLIER_STREAM)) })
    @APIResponse(responseCode = "400", description = "`since` is not a position of this resource, or the limit is out of range", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "404", description = "There is no such supplier, or the caller does not belong to it", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "410", description = "Not all that was changed since is known; `position` is the present. Load all couples anew", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<SupplierChangePage> list(
            UUID supplier,
            @Parameter(description = "The position up to which the reader knows all") @QueryParam("since") @Nullable String since,
            @QueryParam("limit") @DefaultValue("200") @Min(1) @Max(1000) int limit) {
        return changes.ofSupplier(callers.current(), supplier, since == null ? null : Position.valueOf(since), limit);
    }
}
