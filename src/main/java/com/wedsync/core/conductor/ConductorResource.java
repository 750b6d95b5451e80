package com.wedsync.core.conductor;

import java.net.URI;
import java.util.Set;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import com.wedsync.core.access.Actor;
import com.wedsync.core.access.Role;
import com.wedsync.core.error.Problem;
import com.wedsync.core.maintenance.RunCursor;
import com.wedsync.core.maintenance.RunFilter;

import io.smallrye.mutiny.Uni;

/** The conductor: what it plans, what it does, what it did. */
@Path("/api/database/maintenance")
@RolesAllowed(Role.SERVICE)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Maintenance")
class ConductorResource {

    private final Rounds rounds;
    private final Planning planning;
    private final Actor actor;

    ConductorResource(Rounds rounds, Planning planning, Actor actor) {
        this.rounds = rounds;
        this.planning = planning;
        this.actor = actor;
    }

    @GET
    @Operation(summary = "When the database is tended, and how the last round went", description = "The window, the round under way and the one before, and whether a window was missed.")
    @APIResponse(responseCode = "200", description = "The state of the conductor, the same on every replica", content = @Content(schema = @Schema(implementation = ConductorReport.class), examples = @ExampleObject(name = "idle", value = ConductorExamples.REPORT)))
    public Uni<ConductorReport> report() {
        return rounds.report();
    }

    @GET
    @Path("/plan")
    @Operation(summary = "What a round would do now, in this order", description = "Ids that are too old first, then dead rows, stale statistics and bloated indexes. It is read from the database at this moment and made anew after each step of a round.")
    @APIResponse(responseCode = "200", description = "The plan", content = @Content(schema = @Schema(implementation = Plan.class), examples = @ExampleObject(name = "two steps", value = ConductorExamples.PLAN)))
    public Uni<Plan> plan() {
        return planning.plan(Set.of(), false);
    }

    @GET
    @Path("/rounds")
    @Operation(summary = "Rounds, newest first", description = "Of all replicas, with what each did; windows without a round are among them as missed.")
    @APIResponse(responseCode = "200", description = "A page of them", content = @Content(schema = @Schema(implementation = RoundPage.class), examples = @ExampleObject(name = "one", value = ConductorExamples.PAGE)))
    @APIResponse(responseCode = "400", description = "A parameter has a value that it cannot have.", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<RoundPage> page(
            @Parameter(description = "next_cursor of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "1 to 100; 20 if left out", example = "20") @QueryParam("limit") @Nullable String limit) {
        return rounds.page(RunCursor.parse(cursor), RunFilter.limit(limit));
    }

    @GET
    @Path("/rounds/{id}")
    @Operation(summary = "One round", description = "With what it has done so far.")
    @APIResponse(responseCode = "200", description = "The round", content = @Content(schema = @Schema(implementation = Round.class), examples = @ExampleObject(name = "completed", value = ConductorExamples.ROUND)))
    @APIResponse(responseCode = "404", description = "There is no such round.", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<Round> round(@PathParam("id") UUID id) {
        return rounds.find(id);
    }

    @POST
    @Path("/rounds")
    @Operation(summary = "Have a round conducted now", description = "Whatever the hour, with the same care: it gives way to load, and stops when its time is over. A dry run puts its plan on record and does nothing.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = RoundRequest.class), examples = @ExampleObject(name = "dry run", value = ConductorExamples.REQUEST)))
    @APIResponse(responseCode = "202", description = "It begins: look at Location.", content = @Content(schema = @Schema(implementation = Round.class), examples = @ExampleObject(name = "requested", value = ConductorExamples.REQUESTED)))
    @APIResponse(responseCode = "400", description = "The body cannot be read, or breaks a rule.", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "409", description = "A round is open already.", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class), examples = @ExampleObject(name = "open", value = ConductorExamples.UNDER_WAY)))
    public Uni<Response> request(@NotNull(message = "the body is missing") @Valid RoundRequest request) {
        return rounds.request(request, actor.name()).map(round -> Response.accepted(round)
                .location(URI.create("/api/database/maintenance/rounds/" + round.id())).build());
    }

    @POST
    @Path("/rounds/{id}/stop")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Stop a round", description = "The step under way is cancelled within seconds; what VACUUM has done so far stays done.")
    @APIResponse(responseCode = "202", description = "It is told to.", content = @Content(schema = @Schema(implementation = Round.class), examples = @ExampleObject(name = "requested", value = ConductorExamples.REQUESTED)))
    @APIResponse(responseCode = "404", description = "There is no such round.", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "409", description = "It has ended.", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<Response> stop(@PathParam("id") UUID id) {
        return rounds.stop(id, actor.name()).map(round -> Response.accepted(round).build());
    }
}
