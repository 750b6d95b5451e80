package com.wedsync.core.supplier;

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
import com.wedsync.core.http.MergePatch;
import com.wedsync.core.http.Outcome;
import com.wedsync.core.http.Page;
import com.wedsync.core.http.Preconditions;
import com.wedsync.core.http.Writes;

import io.smallrye.mutiny.Uni;

/** Who may act for a supplier; owners and admins decide, and only owners who is an owner. */
@Path("/api/suppliers/{supplier}/members")
@RolesAllowed({ Role.AUTHENTICATED, Role.SERVICE })
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Suppliers")
class MemberResource {

    private final Callers callers;
    private final MemberRepository members;
    private final Writes writes;

    MemberResource(Callers callers, MemberRepository members, Writes writes) {
        this.callers = callers;
        this.members = members;
        this.writes = writes;
    }

    @GET
    @Operation(summary = "Members of a supplier", description = "For members, and API keys with supplier:read. The entity tag is the supplier's revision.")
    @APIResponse(responseCode = "200", description = "A page", content = @Content(examples = @ExampleObject(name = "page", value = SupplierExamples.MEMBERS)))
    @APIResponse(responseCode = "304", description = "Nothing of the supplier has changed since the revision in If-None-Match", content = @Content)
    @APIResponse(responseCode = "404", description = "There is no such supplier, or the caller is none of its members", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<RestResponse<Page<SupplierMember>>> list(
            UUID supplier,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(Page.MAX_SIZE) int limit,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        Long known = EntityTags.revision(ifNoneMatch);
        return members.list(callers.current(), supplier, known, cursor == null ? Cursor.START : Cursor.valueOf(cursor), limit)
                .map(list -> EntityTags.answer(list.page(), list.revision(), known));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Add a member", description = "Owners and admins only; an owner is added by an owner.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "admin", value = SupplierExamples.NEW_MEMBER)))
    @APIResponse(responseCode = "201", description = "The member", content = @Content(schema = @Schema(implementation = SupplierMember.class), examples = @ExampleObject(name = "admin", value = SupplierExamples.MEMBER)))
    @APIResponse(responseCode = "404", description = "There is no such supplier", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "409", description = "The user is a member already", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<Response> add(UUID supplier, @NotNull @Valid NewSupplierMember member) {
        URI location = URI.create("/api/suppliers/" + supplier + "/members/" + member.userId());
        return writes.run(callers.current(), supplier, member, session -> members.insert(session, supplier, member)
                .map(added -> Outcome.created(added, added.version(), location)));
    }

    @PATCH
    @Path("{user}")
    @Consumes({ MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON })
    @Operation(summary = "Change a member's role", description = "Owners and admins only; only owners make and demote owners, and the last one stays. `If-Match` must name the version that was seen.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "admin", value = "{\"role\": \"admin\"}")))
    @APIResponse(responseCode = "200", description = "The member as it is now", content = @Content(schema = @Schema(implementation = SupplierMember.class), examples = @ExampleObject(name = "admin", value = SupplierExamples.MEMBER)))
    @APIResponse(responseCode = "404", description = "There is no such supplier or member", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "409", description = "It is the last owner", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "412", description = "It was changed meanwhile; `current` is how it is now", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "428", description = "If-Match is missing", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<Response> change(UUID supplier, UUID user, @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull @Valid SupplierMemberInput change) {
        long seen = Preconditions.version(ifMatch);
        return writes.run(callers.current(), supplier, change, session -> members.find(session, supplier, user)
                .invoke(current -> unchanged(current, seen))
                .chain(() -> members.update(session, supplier, user, change.role()))
                .map(changed -> Outcome.changed(changed, changed.version())));
    }

    @DELETE
    @Path("{user}")
    @Operation(summary = "Remove a member", description = "Owners and admins only; an owner is removed by an owner, and the last one stays. `If-Match` must name the version that was seen.")
    @APIResponse(responseCode = "204", description = "It is gone")
    @APIResponse(responseCode = "404", description = "There is no such supplier or member", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "409", description = "It is the last owner", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "412", description = "It was changed meanwhile; `current` is how it is now", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "428", description = "If-Match is missing", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<Response> remove(UUID supplier, UUID user, @HeaderParam("If-Match") @Nullable String ifMatch) {
        long seen = Preconditions.version(ifMatch);
        return writes.run(callers.current(), supplier, null, session -> members.find(session, supplier, user)
                .invoke(current -> unchanged(current, seen))
                .chain(() -> members.delete(session, supplier, user))
                .map(gone -> Outcome.deleted()));
    }

    private static void unchanged(SupplierMember current, long seen) {
        if (current.version() != seen) {
            throw Preconditions.changedMeanwhile(current);
        }
    }
}
