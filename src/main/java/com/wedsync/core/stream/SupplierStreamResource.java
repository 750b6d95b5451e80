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
import com.wedsync.core.sync.Position;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * Changes of all couples of a supplier as they happen; the other form of the resource that {@code sync} serves as JSON and
 * documents.
 */
@Path("/api/suppliers/{supplier}/changes")
@RolesAllowed({ Role.AUTHENTICATED, Role.SERVICE })
class SupplierStreamResource {

    private final Credentials credentials;
    private final SupplierFeed feed;

    SupplierStreamResource(Credentials credentials, SupplierFeed feed) {
        this.credentials = credentials;
        this.feed = feed;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS + ";qs=0.5") // who takes anything gets a page
    @Operation(hidden = true)
    public Uni<Void> open(UUID supplier, @QueryParam("since") @Nullable String since,
            @HeaderParam("Last-Event-ID") @Nullable String lastEventId, @Context RoutingContext http) {
        String position = lastEventId == null || lastEventId.isEmpty() ? since : lastEventId;
        return feed.open(http, credentials.current(), supplier, position == null ? null : Position.valueOf(position));
    }
}
