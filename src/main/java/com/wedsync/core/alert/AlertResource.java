package com.wedsync.core.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import com.wedsync.core.access.Actor;
import com.wedsync.core.access.Role;
import com.wedsync.core.error.Problem;

import io.smallrye.mutiny.Uni;

/** Alerts, and silence about them. */
@Path("/api/database/alerts")
@RolesAllowed(Role.SERVICE)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Condition")
class AlertResource {

    private final Watch watch;
    private final Mutes mutes;
    private final Actor actor;
    private final Clock clock;

    AlertResource(Watch watch, Mutes mutes, Actor actor, Clock clock) {
        this.watch = watch;
        this.mutes = mutes;
        this.actor = actor;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "What people are told of", description = "Alerts that are pending, firing or were resolved lately, with their evidence, a first action and a runbook; rules that cannot see, and why. From memory: it answers also while the database does not.")
    @APIResponse(responseCode = "200", description = "The alerts.", content = @Content(schema = @Schema(implementation = AlertReport.class), examples = @ExampleObject(name = "one", value = AlertExamples.REPORT)))
    public AlertReport alerts() {
        Watch.Outlook outlook = watch.outlook();
        Instant now = clock.instant();
        List<AlertView> alerts = outlook.alerts().stream()
                .filter(alert -> alert.state() != AlertState.INACTIVE)
                .map(alert -> AlertView.of(alert, watch, outlook.alerts(), now))
                .sorted(Comparator.comparing(AlertView::severity).reversed().thenComparing(alert -> urgency(alert.state()))
                        .thenComparing(AlertView::name).thenComparing(alert -> alert.labels().toString()))
                .toList();
        return new AlertReport(outlook.at(), outlook.readingAge().map(Duration::toSeconds).orElse(null), outlook.sender(),
                outlook.delivering(), alerts, outlook.unknown(), watch.mutes());
    }

    @POST
    @Path("mutes")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Mute alerts for a while", description = "Nobody is told of them within the window, at most a week by default; what still fires at its end is told then. It is audited, and all replicas know of it within seconds.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = MuteRequest.class), examples = @ExampleObject(name = "one alert", value = AlertExamples.MUTE)))
    @APIResponse(responseCode = "201", description = "The window.", content = @Content(schema = @Schema(implementation = Mute.class), examples = @ExampleObject(name = "one alert", value = AlertExamples.MUTED)))
    @APIResponse(responseCode = "400", description = "The body cannot be read, or lacks the end or the reason.", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "422", description = "There is no such alert, or the window cannot be.", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<RestResponse<Mute>> mute(@NotNull(message = "the body is missing") @Valid MuteRequest request) {
        return mutes.open(request, actor.name()).map(mute -> RestResponse.status(RestResponse.Status.CREATED, mute));
    }

    @DELETE
    @Path("mutes/{id}")
    @Operation(summary = "End a mute window")
    @APIResponse(responseCode = "204", description = "It is over.")
    @APIResponse(responseCode = "404", description = "There is none that is not over.", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<Void> unmute(@PathParam("id") UUID id) {
        return mutes.end(id, actor.name());
    }

    private static int urgency(AlertState state) {
        return switch (state) {
            case FIRING -> 0;
            case PENDING -> 1;
            case RESOLVED, INACTIVE -> 2;
        };
    }
}
