package com.wedsync.core.live;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import com.wedsync.core.access.Credentials;
import com.wedsync.core.access.Role;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** The figures of this replica, once or as they change. */
@Path("/api/database/live")
@RolesAllowed(Role.SERVICE)
@Tag(name = "Condition")
class LiveResource {

    private final Viewers viewers;
    private final Credentials credentials;

    LiveResource(Viewers viewers, Credentials credentials) {
        this.viewers = viewers;
        this.credentials = credentials;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "How this replica does from second to second", description = "From memory, also while the database is down. With `Accept: text/event-stream` the same as events: `now` every two seconds by default, `pass` after each reading of the database, `bye` at the end.")
    @APIResponse(responseCode = "200", description = "The figures of the replica that answers", content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = LiveReport.class), examples = @ExampleObject(name = "quiet", value = LiveExamples.REPORT)))
    public LiveReport report() {
        return viewers.report();
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS + ";qs=0.5") // who takes anything gets the report
    @Operation(hidden = true)
    public Uni<Void> open(@Context RoutingContext http) {
        return viewers.open(http, credentials.current());
    }
}
