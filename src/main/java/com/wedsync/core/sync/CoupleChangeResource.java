package com.wedsync.core.sync;

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
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import com.wedsync.core.access.Callers;
import com.wedsync.core.access.Role;
import com.wedsync.core.http.EntityTags;

import io.smallrye.mutiny.Uni;

/** What was changed of a couple: all of it for its members, what it shares for the suppliers connected to it. */
@Path("/api/couples/{couple}/changes")
@RolesAllowed({ Role.AUTHENTICATED, Role.SERVICE })
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Changes")
class CoupleChangeResource {

    private final Callers callers;
    private final ChangeRepository changes;

    CoupleChangeResource(Callers callers, ChangeRepository changes) {
        this.callers = callers;
        this.changes = changes;
    }

    @GET
    @Operation(summary = "Changes of a couple", description = "In the order of revisions, each once. Without `since` it says where the present is: ask so, load the lists, then ask for changes `since` that position. Suppliers are told what they may read; an API key, what its scopes name. The entity tag is the couple's revision.")
    @Parameter(name = "presence", in = ParameterIn.QUERY, description = "Streams only, of members: `presence` events tell whose streams with this are open", schema = @Schema(implementation = Boolean.class, defaultValue = "false"))
    @APIResponse(responseCode = "200", description = "A page; or, as `text/event-stream`, changes as they happen, from `Last-Event-ID` on: docs/sync.md has the events", content = {
            @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ChangePage.class), examples = {
                    @ExampleObject(name = "page", value = ChangeExamples.PAGE),
                    @ExampleObject(name = "present", value = ChangeExamples.PRESENT) }),
            @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING), examples = @ExampleObject(name = "stream", value = ChangeExamples.STREAM)) })
    @APIResponse(responseCode = "304", description = "Nothing of the couple has changed since the revision in If-None-Match", content = @Content())
    @APIResponse(responseCode = "400", description = "`since` or `limit` is out of range", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "404", description = "There is no such couple, or the caller has nothing to do with it", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "410", description = "Not all that was changed since is known; `revision` is where the couple stands. Load it anew", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<RestResponse<ChangePage>> list(
            UUID couple,
            @Parameter(description = "The revision up to which the reader knows all") @QueryParam("since") @Min(0) @Nullable Long since,
            @QueryParam("limit") @DefaultValue("200") @Min(1) @Max(1000) int limit,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        Long known = EntityTags.revision(ifNoneMatch);
        return changes.ofCouple(callers.current(), couple, since, limit)
                .map(page -> EntityTags.answer(page, page.revision(), known));
    }
}
