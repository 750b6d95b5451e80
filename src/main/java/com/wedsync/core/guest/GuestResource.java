package com.wedsync.core.guest;

import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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

/** The guest list of a couple, for its members and the suppliers connected to it. */
@Path("/api/couples/{couple}/guests")
@RolesAllowed({ Role.AUTHENTICATED, Role.SERVICE })
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Guests")
class GuestResource {

    private final Callers callers;
    private final GuestRepository guests;

    GuestResource(Callers callers, GuestRepository guests) {
        this.callers = callers;
        this.guests = guests;
    }

    @GET
    @Operation(summary = "Guests by name", description = "Page by page. The entity tag is the couple's revision.")
    @APIResponse(responseCode = "200", description = "A page", content = @Content(examples = @ExampleObject(name = "page", value = GuestExamples.PAGE)))
    @APIResponse(responseCode = "304", description = "Nothing of the couple has changed since the revision in If-None-Match", content = @Content())
    @APIResponse(responseCode = "404", description = "There is no such couple, or the caller has nothing to do with it", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<RestResponse<Page<Guest>>> list(
            UUID couple,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(Page.MAX_SIZE) int limit,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        Long known = EntityTags.revision(ifNoneMatch);
        return guests.list(callers.current(), couple, known, cursor == null ? Cursor.START : Cursor.valueOf(cursor), limit)
                .map(list -> EntityTags.answer(list.page(), list.revision(), known));
    }

    @GET
    @Path("{guest}")
    @Operation(summary = "One guest", description = "The entity tag is the guest's version.")
    @APIResponse(responseCode = "200", description = "The guest", content = @Content(schema = @Schema(implementation = Guest.class), examples = @ExampleObject(name = "guest", value = GuestExamples.GUEST)))
    @APIResponse(responseCode = "404", description = "There is no such guest", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<RestResponse<Guest>> one(UUID couple, UUID guest, @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        Long known = EntityTags.revision(ifNoneMatch);
        return guests.one(callers.current(), couple, guest).map(found -> EntityTags.answer(found, found.version(), known));
    }
}
