package com.wedsync.core.connection;

import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import com.wedsync.core.access.Callers;
import com.wedsync.core.access.Role;
import com.wedsync.core.http.Cursor;
import com.wedsync.core.http.EntityTags;
import com.wedsync.core.http.Page;

import io.smallrye.mutiny.Uni;

/** Connections as a couple has them. */
@Path("/api/couples/{couple}/connections")
@RolesAllowed({ Role.AUTHENTICATED, Role.SERVICE })
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Connections")
class CoupleConnectionResource {

    private final Callers callers;
    private final ConnectionRepository connections;
    private final Connecting connecting;

    CoupleConnectionResource(Callers callers, ConnectionRepository connections, Connecting connecting) {
        this.callers = callers;
        this.connections = connections;
        this.connecting = connecting;
    }

    @GET
    @Operation(summary = "Connections of a couple by the supplier's name", description = "In all states. A supplier sees its own only. The entity tag is the couple's revision.")
    @APIResponse(responseCode = "200", description = "A page", content = @Content(examples = @ExampleObject(name = "page", value = ConnectionExamples.PAGE)))
    @APIResponse(responseCode = "304", description = "Nothing of the couple has changed since the revision in If-None-Match", content = @Content)
    @APIResponse(responseCode = "404", description = "There is no such couple, or the caller has nothing to do with it", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<RestResponse<Page<Connection>>> list(
            UUID couple,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(Page.MAX_SIZE) int limit,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        Long known = EntityTags.revision(ifNoneMatch);
        Cursor after = cursor == null ? Cursor.START : Cursor.valueOf(cursor);
        return connections.ofCouple(callers.current(), couple, known, after, limit)
                .map(list -> EntityTags.answer(list.page(), list.revision(), known));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Invite a supplier", description = "Also again, after an invitation was declined or a connection has ended. Nothing is shared before the supplier accepts.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "supplier", value = ConnectionExamples.SUPPLIER)))
    @APIResponse(responseCode = "201", description = "The connection, pending", content = @Content(schema = @Schema(implementation = Connection.class), examples = @ExampleObject(name = "connection", value = ConnectionExamples.PENDING)))
    @APIResponse(responseCode = "404", description = "There is no such couple or supplier", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "409", description = "They are connected, or one has invited the other; `current` tells which", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<Response> invite(UUID couple, @NotNull @Valid SupplierInvitation invitation) {
        return connecting.inviteSupplier(couple, invitation);
    }

    @POST
    @Path("{supplier}/accept")
    @Operation(summary = "Accept an invitation", description = "Only the invited side can. From now on the supplier reads what the couple shares. To say it twice changes nothing.")
    @APIResponse(responseCode = "200", description = "The connection as it is now", content = @Content(schema = @Schema(implementation = Connection.class), examples = @ExampleObject(name = "connection", value = ConnectionExamples.ACTIVE)))
    @APIResponse(responseCode = "404", description = "There is no such connection", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "409", description = "Its state does not allow it", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "403", description = "The caller is of the side that has invited", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<Response> accept(UUID couple, UUID supplier) {
        return connecting.become(Status.ACTIVE, couple, supplier);
    }

    @POST
    @Path("{supplier}/decline")
    @Operation(summary = "Decline an invitation", description = "Either side may invite again. To say it twice changes nothing.")
    @APIResponse(responseCode = "200", description = "The connection as it is now", content = @Content(schema = @Schema(implementation = Connection.class), examples = @ExampleObject(name = "connection", value = ConnectionExamples.DECLINED)))
    @APIResponse(responseCode = "404", description = "There is no such connection", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "409", description = "Its state does not allow it", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<Response> decline(UUID couple, UUID supplier) {
        return connecting.become(Status.DECLINED, couple, supplier);
    }

    @POST
    @Path("{supplier}/end")
    @Operation(summary = "End a connection", description = "Or take an invitation back. Either side can, at any time; the supplier's next request finds no couple. To say it twice changes nothing.")
    @APIResponse(responseCode = "200", description = "The connection as it is now", content = @Content(schema = @Schema(implementation = Connection.class), examples = @ExampleObject(name = "connection", value = ConnectionExamples.ENDED)))
    @APIResponse(responseCode = "404", description = "There is no such connection", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "409", description = "Its state does not allow it", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<Response> end(UUID couple, UUID supplier) {
        return connecting.become(Status.ENDED, couple, supplier);
    }
}
