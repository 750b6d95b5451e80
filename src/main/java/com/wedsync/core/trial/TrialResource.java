package com.wedsync.core.trial;

import java.net.URI;
import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
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

import com.wedsync.core.access.Actor;
import com.wedsync.core.access.Role;
import com.wedsync.core.error.Problem;

import io.smallrye.mutiny.Uni;

/** Indexes on trial. */
@Path("/api/database/index-trials")
@RolesAllowed(Role.SERVICE)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Maintenance")
class TrialResource {

    private final Trials trials;
    private final Actor actor;

    TrialResource(Trials trials, Actor actor) {
        this.trials = trials;
        this.actor = actor;
    }

    @POST
    @Operation(summary = "Build a proposed index and watch what it does", description = "Concurrently, with bounded waits for locks and three attempts; an invalid remainder is dropped. After a day the statements of its tables are compared with those of the day before; if they are worse, undoing is recommended. Each step is in the audit log.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = TrialRequest.class), examples = @ExampleObject(name = "foreign key", value = TrialExamples.REQUEST)))
    @APIResponse(responseCode = "202", description = "It is being built.", content = @Content(schema = @Schema(implementation = Trial.class), examples = @ExampleObject(name = "trial", value = TrialExamples.KEPT)))
    @APIResponse(responseCode = "404", description = "There is no such advice.", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "409", description = "Another index of the table is on trial.", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "422", description = "The advice does not propose an index.", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<Response> begin(@NotNull(message = "the body is missing") @Valid TrialRequest request) {
        return trials.begin(request.adviceId(), actor.name())
                .map(trial -> Response.accepted(trial).location(URI.create("/api/database/index-trials/" + trial.id()))
                        .build());
    }

    @GET
    @Operation(summary = "Indexes on trial, the newest first", description = "The last hundred.")
    @APIResponse(responseCode = "200", description = "The trials")
    public Uni<List<Trial>> newest() {
        return trials.newest();
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One trial", description = "With the comparison once there is one.")
    @APIResponse(responseCode = "200", description = "The trial", content = @Content(schema = @Schema(implementation = Trial.class), examples = @ExampleObject(name = "kept", value = TrialExamples.KEPT)))
    @APIResponse(responseCode = "404", description = "There is no such trial.", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<Trial> trial(@PathParam("id") UUID id) {
        return trials.find(id);
    }

    @POST
    @Path("/{id}/undo")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Drop the index again", description = "Concurrently, with a bounded wait for locks.")
    @APIResponse(responseCode = "200", description = "It is dropped.", content = @Content(schema = @Schema(implementation = Trial.class), examples = @ExampleObject(name = "kept", value = TrialExamples.KEPT)))
    @APIResponse(responseCode = "404", description = "There is no such trial.", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "409", description = "There is no index to drop, or it is locked.", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<Trial> undo(@PathParam("id") UUID id) {
        return trials.undo(id, actor.name());
    }
}
