package com.wedsync.core.maintenance;

import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

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
import org.eclipse.microprofile.openapi.annotations.headers.Header;
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

/** Maintenance on request. */
@Path("/api/database/optimize")
@RolesAllowed(Role.SERVICE)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Maintenance", description = "VACUUM, ANALYZE and REINDEX, with progress and history.")
class OptimizeResource {

    private static final int POLL_AFTER_SECONDS = 2;

    private final Requests requests;
    private final History history;
    private final Actor actor;
    private final Clock clock;

    OptimizeResource(Requests requests, History history, Actor actor, Clock clock) {
        this.requests = requests;
        this.history = history;
        this.actor = actor;
        this.clock = clock;
    }

    @POST
    @Operation(summary = "Vacuum, analyze or reindex", description = """
            Runs outside of transactions, one run at a time for a table, and never in the way of readers and writers. What ends \
            within a few seconds is answered with its result, else the answer is 202 and the run goes on: look at Location.""")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = OptimizeRequest.class), examples = {
            @ExampleObject(name = "vacuum", value = OptimizeExamples.VACUUM),
            @ExampleObject(name = "statistics", value = OptimizeExamples.STATISTICS) }))
    @APIResponse(responseCode = "200", description = "It is done.", content = @Content(schema = @Schema(implementation = OptimizeAnswer.class), examples = {
            @ExampleObject(name = "vacuum", value = OptimizeExamples.VACUUMED),
            @ExampleObject(name = "reindex", value = OptimizeExamples.REINDEXED),
            @ExampleObject(name = "statistics", value = OptimizeExamples.STATISTICS_UPDATED) }))
    @APIResponse(responseCode = "202", description = "It goes on.", headers = {
            @Header(name = "Location", description = "the run", schema = @Schema(implementation = String.class)),
            @Header(name = "Retry-After", description = "seconds", schema = @Schema(implementation = Integer.class)) }, content = @Content(schema = @Schema(implementation = OptimizeAnswer.class), examples = @ExampleObject(name = "running", value = OptimizeExamples.RUNNING)))
    @APIResponse(responseCode = "400", description = "The body cannot be read, or the action is missing or unknown, or needs a table.", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class), examples = @ExampleObject(name = "unknown action", value = OptimizeExamples.UNKNOWN_ACTION)))
    @APIResponse(responseCode = "403", description = "The caller is not the service role, or the database log-in may not maintain the table.", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "404", description = "There is no such table.", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class), examples = @ExampleObject(name = "no table", value = OptimizeExamples.NO_TABLE)))
    @APIResponse(responseCode = "409", description = "Another session holds the table, or a run for it is under way.", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class), examples = {
            @ExampleObject(name = "locked", value = OptimizeExamples.LOCKED),
            @ExampleObject(name = "busy", value = OptimizeExamples.BUSY) }))
    @APIResponse(responseCode = "413", description = "The body is larger than 64 kB.", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "422", description = "The name is not one, or names something else than a table.", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class), examples = @ExampleObject(name = "view", value = OptimizeExamples.VIEW)))
    @APIResponse(responseCode = "503", description = "The database cannot be reached, or the run was interrupted.", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<Response> optimize(@NotNull(message = "the body is missing") @Valid OptimizeRequest request) {
        Action action = request.toAction();
        String table = action.needsTable() ? request.tableName() : null;
        return requests.request(action, table, actor.name())
                .chain(history::run)
                .map(run -> answer(run, request));
    }

    private Response answer(MaintenanceRun run, OptimizeRequest request) {
        return switch (run.status()) {
            case SUCCEEDED -> Response.ok(frame(run, request, "completed", Objects.requireNonNull(run.result()))).build();
            case QUEUED, RUNNING -> Response.accepted(
                    frame(run, request, run.status().json(), Map.of("progress", Objects.requireNonNull(run.progress()))))
                    .location(URI.create("/api/database/optimize/runs/" + run.id()))
                    .header("Retry-After", POLL_AFTER_SECONDS).build();
            case FAILED, INTERRUPTED -> refusal(run);
        };
    }

    private OptimizeAnswer frame(MaintenanceRun run, OptimizeRequest request, String status, Map<String, Object> facts) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("run_id", run.id());
        result.put("status", status);
        result.putAll(facts);
        return new OptimizeAnswer(true, run.action(), request.tableName(), result, clock.instant());
    }

    /** The run's own problem, as if it had been found before the run was put on record. */
    private static Response refusal(MaintenanceRun run) {
        Map<String, Object> problem = new LinkedHashMap<>(Objects.requireNonNull(run.problem()));
        problem.put("run_id", run.id());
        int status = ((Number) Objects.requireNonNull(problem.get("status"))).intValue();
        Response.ResponseBuilder answer = Response.status(status).type(Problem.MEDIA_TYPE).entity(problem);
        return status == 503 ? answer.header("Retry-After", POLL_AFTER_SECONDS).build() : answer.build();
    }
}
