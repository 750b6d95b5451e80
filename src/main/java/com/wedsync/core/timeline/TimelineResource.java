package com.wedsync.core.timeline;

import java.net.URI;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import com.wedsync.core.access.Scope;
import com.wedsync.core.http.Cursor;
import com.wedsync.core.http.EntityTags;
import com.wedsync.core.http.MergePatch;
import com.wedsync.core.http.Outcome;
import com.wedsync.core.http.Page;
import com.wedsync.core.http.Preconditions;
import com.wedsync.core.http.Writes;
import com.wedsync.core.time.TimeOrderedIds;

import io.smallrye.mutiny.Uni;

/**
 * The timeline of a couple, for its members and the suppliers connected to it, who keep the events that
 * they are responsible for.
 */
@Path("/api/couples/{couple}/timeline")
@RolesAllowed({ Role.AUTHENTICATED, Role.SERVICE })
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Timeline")
class TimelineResource {

    private final Callers callers;
    private final TimelineRepository timeline;
    private final Writes writes;
    private final MergePatch patches;
    private final TimeOrderedIds ids;

    TimelineResource(Callers callers, TimelineRepository timeline, Writes writes, MergePatch patches, TimeOrderedIds ids) {
        this.callers = callers;
        this.timeline = timeline;
        this.writes = writes;
        this.patches = patches;
        this.ids = ids;
    }

    @GET
    @Operation(summary = "Timeline", description = "By time, page by page. The entity tag is the couple's revision.")
    @APIResponse(responseCode = "200", description = "A page", content = @Content(examples = @ExampleObject(name = "page", value = TimelineExamples.PAGE)))
    @APIResponse(responseCode = "304", description = "Nothing of the couple has changed since the revision in If-None-Match", content = @Content)
    @APIResponse(responseCode = "404", description = "There is no such couple, or the caller has nothing to do with it", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<RestResponse<Page<TimelineEvent>>> list(
            UUID couple,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(Page.MAX_SIZE) int limit,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        Long known = EntityTags.revision(ifNoneMatch);
        return timeline
                .list(callers.current(Scope.TIMELINE_READ), couple, known,
                        cursor == null ? Cursor.START : Cursor.valueOf(cursor), limit)
                .map(list -> EntityTags.answer(list.page(), list.revision(), known));
    }

    @GET
    @Path("{event}")
    @Operation(summary = "One event", description = "The entity tag is the event's version.")
    @APIResponse(responseCode = "200", description = "The event", content = @Content(schema = @Schema(implementation = TimelineEvent.class), examples = @ExampleObject(name = "event", value = TimelineExamples.EVENT)))
    @APIResponse(responseCode = "404", description = "There is no such event", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<RestResponse<TimelineEvent>> one(UUID couple, UUID event,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        Long known = EntityTags.revision(ifNoneMatch);
        return timeline.one(callers.current(Scope.TIMELINE_READ), couple, event)
                .map(found -> EntityTags.answer(found, found.version(), known));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Add an event", description = "The service gives the id. A supplier adds events that it is responsible for. Send an `Idempotency-Key` so that a lost answer can be asked for again.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "event", value = TimelineExamples.INPUT)))
    @APIResponse(responseCode = "201", description = "The event", content = @Content(schema = @Schema(implementation = TimelineEvent.class), examples = @ExampleObject(name = "event", value = TimelineExamples.EVENT)))
    @APIResponse(responseCode = "404", description = "There is no such couple", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "409", description = "The supplier has no connection to the couple", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "422", description = "It ends before it begins", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<Response> add(UUID couple, @NotNull @Valid TimelineEventInput event) {
        return create(couple, ids.next(), event);
    }

    @PUT
    @Path("{event}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Add an event whose id the client made", description = "For events that were added offline. The id is a UUID, best of version 7.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "event", value = TimelineExamples.INPUT)))
    @APIResponse(responseCode = "201", description = "The event", content = @Content(schema = @Schema(implementation = TimelineEvent.class), examples = @ExampleObject(name = "event", value = TimelineExamples.EVENT)))
    @APIResponse(responseCode = "409", description = "There is an event with this id, or the supplier has no connection to the couple", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "422", description = "It ends before it begins", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<Response> addAs(UUID couple, UUID event, @NotNull @Valid TimelineEventInput input) {
        return create(couple, event, input);
    }

    @PATCH
    @Path("{event}")
    @Consumes({ MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON })
    @Operation(summary = "Change an event", description = "JSON Merge Patch: what is not there stays, null empties. `If-Match` must name the version that was seen.")
    @RequestBody(content = @Content(schema = @Schema(implementation = TimelineEventInput.class), examples = @ExampleObject(name = "later", value = "{\"starts_at\": \"2026-06-20T19:30:00Z\"}")))
    @APIResponse(responseCode = "200", description = "The event as it is now", content = @Content(schema = @Schema(implementation = TimelineEvent.class), examples = @ExampleObject(name = "event", value = TimelineExamples.EVENT)))
    @APIResponse(responseCode = "409", description = "The supplier has no connection to the couple", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "412", description = "It was changed meanwhile; `current` is how it is now", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "428", description = "If-Match is missing", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "422", description = "It ends before it begins", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<Response> change(UUID couple, UUID event, @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull ObjectNode patch) {
        long seen = Preconditions.version(ifMatch);
        return writes.run(callers.current(), couple, patch, session -> timeline.find(session, couple, event)
                .map(current -> patches.apply(unchanged(current, seen), patch, TimelineEventInput.class).inTime())
                .chain(changed -> timeline.update(session, couple, event, changed))
                .map(changed -> Outcome.changed(changed, changed.version())));
    }

    @DELETE
    @Path("{event}")
    @Operation(summary = "Remove an event", description = "`If-Match` must name the version that was seen.")
    @APIResponse(responseCode = "204", description = "It is gone")
    @APIResponse(responseCode = "412", description = "It was changed meanwhile; `current` is how it is now", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "428", description = "If-Match is missing", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<Response> remove(UUID couple, UUID event, @HeaderParam("If-Match") @Nullable String ifMatch) {
        long seen = Preconditions.version(ifMatch);
        return writes.run(callers.current(), couple, null, session -> timeline.find(session, couple, event)
                .invoke(current -> unchanged(current, seen))
                .chain(() -> timeline.delete(session, couple, event))
                .map(gone -> Outcome.deleted()));
    }

    private Uni<Response> create(UUID couple, UUID id, TimelineEventInput event) {
        URI location = URI.create("/api/couples/" + couple + "/timeline/" + id);
        return writes.run(callers.current(), couple, event, session -> timeline.insert(session, couple, id, event.inTime())
                .map(created -> Outcome.created(created, created.version(), location)));
    }

    private static TimelineEventInput unchanged(TimelineEvent current, long seen) {
        if (current.version() != seen) {
            throw Preconditions.changedMeanwhile(current);
        }
        return TimelineEventInput.of(current);
    }
}
