package com.wedsync.core.guest;

import java.net.URI;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
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
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.wedsync.core.access.Callers;
import com.wedsync.core.access.Role;
import com.wedsync.core.access.Scope;
import com.wedsync.core.http.EntityTags;
import com.wedsync.core.http.MergePatch;
import com.wedsync.core.http.Outcome;
import com.wedsync.core.http.Preconditions;
import com.wedsync.core.http.Writes;
import com.wedsync.core.time.TimeOrderedIds;

import io.smallrye.mutiny.Uni;

/** One guest of a couple, for its members and, to read, the suppliers connected to it. */
@Path("/api/couples/{couple}/guests")
@RolesAllowed({ Role.AUTHENTICATED, Role.SERVICE })
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Guests")
class GuestResource {

    private final Callers callers;
    private final GuestRepository guests;
    private final Writes writes;
    private final MergePatch patches;
    private final TimeOrderedIds ids;

    GuestResource(Callers callers, GuestRepository guests, Writes writes, MergePatch patches, TimeOrderedIds ids) {
        this.callers = callers;
        this.guests = guests;
        this.writes = writes;
        this.patches = patches;
        this.ids = ids;
    }

    @GET
    @Path("{guest}")
    @Operation(summary = "One guest", description = "The entity tag is the guest's version.")
    @APIResponse(responseCode = "200", description = "The guest", content = @Content(schema = @Schema(implementation = Guest.class), examples = @ExampleObject(name = "guest", value = GuestExamples.GUEST)))
    @APIResponse(responseCode = "404", description = "There is no such guest", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<RestResponse<Guest>> one(UUID couple, UUID guest, @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        Long known = EntityTags.revision(ifNoneMatch);
        return guests.one(callers.current(Scope.GUESTS_READ), couple, guest)
                .map(found -> EntityTags.answer(found, found.version(), known));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Add a guest", description = "The service gives the id. Send an `Idempotency-Key` so that a lost answer can be asked for again.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "guest", value = GuestExamples.INPUT)))
    @APIResponse(responseCode = "201", description = "The guest", content = @Content(schema = @Schema(implementation = Guest.class), examples = @ExampleObject(name = "guest", value = GuestExamples.GUEST)))
    @APIResponse(responseCode = "404", description = "There is no such couple", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<Response> add(UUID couple, @NotNull @Valid GuestInput guest) {
        return create(couple, ids.next(), guest);
    }

    @PUT
    @Path("{guest}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Add a guest whose id the client made", description = "For guests that were added offline. The id is a UUID, best of version 7.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "guest", value = GuestExamples.INPUT)))
    @APIResponse(responseCode = "201", description = "The guest", content = @Content(schema = @Schema(implementation = Guest.class), examples = @ExampleObject(name = "guest", value = GuestExamples.GUEST)))
    @APIResponse(responseCode = "409", description = "There is a guest with this id", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<Response> addAs(UUID couple, UUID guest, @NotNull @Valid GuestInput input) {
        return create(couple, guest, input);
    }

    @PATCH
    @Path("{guest}")
    @Consumes({ MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON })
    @Operation(summary = "Change a guest", description = "JSON Merge Patch: what is not there stays, null empties. `If-Match` must name the version that was seen.")
    @RequestBody(content = @Content(schema = @Schema(implementation = GuestInput.class), examples = @ExampleObject(name = "answer", value = "{\"rsvp_status\": \"accepted\"}")))
    @APIResponse(responseCode = "200", description = "The guest as it is now", content = @Content(schema = @Schema(implementation = Guest.class), examples = @ExampleObject(name = "guest", value = GuestExamples.GUEST)))
    @APIResponse(responseCode = "412", description = "It was changed meanwhile; `current` is how it is now", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "428", description = "If-Match is missing", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<Response> change(UUID couple, UUID guest, @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull ObjectNode patch) {
        long seen = Preconditions.version(ifMatch);
        return writes.run(callers.current(), couple, patch, session -> guests.find(session, couple, guest)
                .map(current -> patches.apply(unchanged(current, seen), patch, GuestInput.class))
                .chain(changed -> guests.update(session, couple, guest, changed))
                .map(changed -> Outcome.changed(changed, changed.version())));
    }

    @DELETE
    @Path("{guest}")
    @Operation(summary = "Remove a guest", description = "And the guests it brings. `If-Match` must name the version that was seen.")
    @APIResponse(responseCode = "204", description = "It is gone")
    @APIResponse(responseCode = "412", description = "It was changed meanwhile; `current` is how it is now", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "428", description = "If-Match is missing", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<Response> remove(UUID couple, UUID guest, @HeaderParam("If-Match") @Nullable String ifMatch) {
        long seen = Preconditions.version(ifMatch);
        return writes.run(callers.current(), couple, null, session -> guests.find(session, couple, guest)
                .invoke(current -> unchanged(current, seen))
                .chain(() -> guests.delete(session, couple, guest))
                .map(gone -> Outcome.deleted()));
    }

    private Uni<Response> create(UUID couple, UUID id, GuestInput guest) {
        URI location = URI.create("/api/couples/" + couple + "/guests/" + id);
        return writes.run(callers.current(), couple, guest, session -> guests.insert(session, couple, id, guest)
                .map(created -> Outcome.created(created, created.version(), location)));
    }

    private static GuestInput unchanged(Guest current, long seen) {
        if (current.version() != seen) {
            throw Preconditions.changedMeanwhile(current);
        }
        return GuestInput.of(current);
    }
}
