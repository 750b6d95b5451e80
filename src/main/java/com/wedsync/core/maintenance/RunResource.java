package com.wedsync.core.maintenance;

import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import com.wedsync.core.access.Role;
import com.wedsync.core.error.Problem;

import io.smallrye.mutiny.Uni;

/** The history of maintenance, and its presence. */
@Path("/api/database/optimize/runs")
@RolesAllowed(Role.SERVICE)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Maintenance")
class RunResource {

    private final History history;

    RunResource(History history) {
        this.history = history;
    }

    @GET
    @Operation(summary = "Runs, newest first", description = "Those of all replicas, also those asked for in SQL; the ones under way with their progress.")
    @APIResponse(responseCode = "200", description = "A page of them.", content = @Content(schema = @Schema(implementation = RunPage.class), examples = @ExampleObject(name = "one", value = OptimizeExamples.PAGE)))
    @APIResponse(responseCode = "400", description = "A parameter has a value that it cannot have.", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "422", description = "The table name is not one, or names something else than a table.", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<RunPage> runs(
            @Parameter(description = "queued, running, succeeded, failed or interrupted", example = "succeeded") @QueryParam("status") @Nullable String status,
            @Parameter(description = "a table, as for POST", example = "guests") @QueryParam("table") @Nullable String table,
            @Parameter(description = "next_cursor of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "1 to 100; 20 if left out", example = "20") @QueryParam("limit") @Nullable String limit) {
        return history.page(RunFilter.of(status, table, cursor, limit));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One run", description = "With its progress while it is under way, then with its result or problem.")
    @APIResponse(responseCode = "200", description = "The run.", content = @Content(schema = @Schema(implementation = MaintenanceRun.class), examples = @ExampleObject(name = "running", value = OptimizeExamples.RUN)))
    @APIResponse(responseCode = "404", description = "There is no such run.", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<MaintenanceRun> run(@Parameter(description = "run_id of the answer to POST") @PathParam("id") UUID id) {
        return history.run(id);
    }
}
