package com.wedsync.core.stream;

import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

import com.wedsync.core.access.Credentials;
import com.wedsync.core.access.Role;
import com.wedsync.core.error.BadRequest;
import com.wedsync.core.error.ProblemType;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Changes of a couple as they happen; the other form of the resource that {@code sync} serves as JSON and documents. */
@Path("/api/couples/{couple}/changes")
@RolesAllowed({ Role.AUTHENTICATED, Role.SERVICE })
class CoupleStreamResource {

    private final Credentials credentials;
    private final CoupleFeed feed;

    CoupleStreamResource(Credentials credentials, CoupleFeed feed) {
        this.credentials = credentials;
        this.feed = feed;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS + ";qs=0.5") // who takes anything gets a page
    @Operation(hidden = true)
    public Uni<Void> open(UUID couple, @QueryParam("since") @Nullable String since,
            @HeaderParam("Last-Event-ID") @Nullable String lastEventId, @QueryParam("presence") @Nullable String presence,
            @Context RoutingContext http) {
        String position = lastEventId == null || lastEventId.isEmpty() ? since : lastEventId;
        return feed.open(http, credentials.current(), couple, position == null ? null : revision(position), asksFor(presence));
    }

    private static boolean asksFor(@Nullable String presence) {
        if (presence != null && !presence.equals("true") && !presence.equals("false")) {
            throw new BadRequest(ProblemType.INVALID_REQUEST, "'presence' is true or false.");
        }
        return "true".equals(presence);
    }

    private static long revision(String position) {
        try {
            long revision = Long.parseLong(position);
            if (revision >= 0) {
                return revision;
            }
        } catch (NumberFormatException foreign) {
            // told below
        }
        throw new BadRequest(ProblemType.INVALID_REQUEST, "A position in a couple's changes is a revision.");
    }
}
