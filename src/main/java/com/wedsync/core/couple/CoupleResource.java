package com.wedsync.core.couple;

import java.net.URI;
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
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.wedsync.core.access.Callers;
import com.wedsync.core.access.Role;
import com.wedsync.core.http.Cursor;
import com.wedsync.core.http.EntityTags;
import com.wedsync.core.http.MergePatch;
import com.wedsync.core.http.Outcome;
import com.wedsync.core.http.Page;
import com.wedsync.core.http.Preconditions;
import com.wedsync.core.http.Writes;
import com.wedsync.core.time.TimeOrderedIds;

import io.smallrye.mutiny.Uni;

/** Couples, for their members and, to read, the suppliers connected to them. */
@Path("/api/couples")
@RolesAllowed({ Role.AUTHENTICATED, Role.SERVICE })
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Couples")
class CoupleResource {

    private final Callers callers;
    private final CoupleRepository couples;
    private final Writes writes;
    private final MergePatch patches;
    private final TimeOrderedIds ids;

    CoupleResource(Callers callers, CoupleRepository couples, Writes writes, MergePatch patches, TimeOrderedIds ids) {
        this.callers = callers;
        this.couples = couples;
        this.writes = writes;
        this.patches = patches;
        this.ids = ids;
    }

    @GET
    @Operation(summary = "Couples of the caller by name", description = "Those that the caller is a member of, and those that it is connected to as a supplier.")
    @APIResponse(responseCode = "200", description = "A page", content = @Content(examples = @ExampleObject(name = "page", value = CoupleExamples.PAGE)))
    @APIResponse(responseCode = "400", description = "The cursor is not one of this list, or the limit is out of range", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<Page<Couple>> list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(Page.MAX_SIZE) int limit) {
        return couples.list(callers.current(), cursor == null ? Cursor.START : Cursor.valueOf(cursor), limit);
    }

    @GET
    @Path("{couple}")
    @Operation(summary = "One couple", description = "The entity tag is the couple's revision, which every change to any of its data counts.")
    @APIResponse(responseCode = "200", description = "The couple", content = @Content(schema = @Schema(implementation = Couple.class), examples = @ExampleObject(name = "couple", value = CoupleExamples.COUPLE)))
    @APIResponse(responseCode = "304", description = "Nothing of the couple has changed since the revision in If-None-Match", content = @Content)
    @APIResponse(responseCode = "404", description = "There is no such couple, or the caller has nothing to do with it", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<RestResponse<Couple>> one(UUID couple, @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        Long known = EntityTags.revision(ifNoneMatch);
        return couples.one(callers.current(), couple).map(found -> EntityTags.answer(found, found.revision(), known));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Begin a wedding", description = "The caller becomes the couple's first partner. The service gives the id. Send an `Idempotency-Key` so that a lost answer can be asked for again.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "couple", value = CoupleExamples.NEW)))
    @APIResponse(responseCode = "201", description = "The couple", content = @Content(schema = @Schema(implementation = Couple.class), examples = @ExampleObject(name = "couple", value = CoupleExamples.COUPLE)))
    @APIResponse(responseCode = "403", description = "The caller is not a user: an API key, or the service role", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<Response> begin(@NotNull @Valid NewCouple couple) {
        return create(ids.next(), couple);
    }

    @PUT
    @Path("{couple}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Begin a wedding whose id the client made", description = "For couples that were begun offline. The id is a UUID, best of version 7.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "couple", value = CoupleExamples.NEW)))
    @APIResponse(responseCode = "201", description = "The couple", content = @Content(schema = @Schema(implementation = Couple.class), examples = @ExampleObject(name = "couple", value = CoupleExamples.COUPLE)))
    @APIResponse(responseCode = "409", description = "The id is taken", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<Response> beginAs(UUID couple, @NotNull @Valid NewCouple input) {
        return create(couple, input);
    }

    @PATCH
    @Path("{couple}")
    @Consumes({ MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON })
    @Operation(summary = "Change a couple", description = "JSON Merge Patch: what is not there stays. `If-Match` must name the `version` that was seen, not the entity tag: guests who answer do not stand in the way.")
    @RequestBody(content = @Content(schema = @Schema(implementation = CoupleInput.class), examples = @ExampleObject(name = "married", value = "{\"status\": \"married\"}")))
    @APIResponse(responseCode = "200", description = "The couple as it is now", content = @Content(schema = @Schema(implementation = Couple.class), examples = @ExampleObject(name = "couple", value = CoupleExamples.COUPLE)))
    @APIResponse(responseCode = "404", description = "There is no such couple", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "412", description = "It was changed meanwhile; `current` is how it is now", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "428", description = "If-Match is missing", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<Response> change(UUID couple, @HeaderParam("If-Match") @Nullable String ifMatch, @NotNull ObjectNode patch) {
        long seen = Preconditions.version(ifMatch);
        return writes.run(callers.current(), couple, patch, session -> couples.find(session, couple)
                .map(current -> patches.apply(unchanged(current, seen), patch, CoupleInput.class))
                .chain(changed -> couples.update(session, couple, changed))
                .map(changed -> Outcome.changed(changed, changed.revision())));
    }

    private Uni<Response> create(UUID id, NewCouple couple) {
        return writes.run(callers.current(), couple, session -> couples.create(session, id, couple)
                .map(created -> Outcome.created(created, created.revision(), URI.create("/api/couples/" + id))));
    }

    private static CoupleInput unchanged(Couple current, long seen) {
        if (current.version() != seen) {
            throw Preconditions.changedMeanwhile(current);
        }
        return CoupleInput.of(current);
    }
}
