package com.wedsync.core.guest;

import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
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
import com.wedsync.core.access.Scope;
import com.wedsync.core.http.EntityTags;
import com.wedsync.core.http.Page;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;

/** The guest list of a couple, whole, filtered or searched, for its members and the suppliers connected to it. */
@Path("/api/couples/{couple}/guests")
@RolesAllowed({ Role.AUTHENTICATED, Role.SERVICE })
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Guests")
@RegisterForReflection(targets = { Page.class, Guest.class })
class GuestListResource {

    private final Callers callers;
    private final GuestReadRepository guests;

    GuestListResource(Callers callers, GuestReadRepository guests) {
        this.callers = callers;
        this.guests = guests;
    }

    @GET
    @Operation(summary = "Guests by name", description = "Page by page. Filters are joined by and; a search puts the best match first: names that have the text in them, then similar ones. `fields` makes the answer sparse. The entity tag is the couple's revision.")
    @APIResponse(responseCode = "200", description = "A page; with `fields`, guests have exactly those", content = @Content(schema = @Schema(implementation = GuestPage.class), examples = {
            @ExampleObject(name = "page", value = GuestExamples.PAGE),
            @ExampleObject(name = "sparse", value = GuestExamples.SPARSE_PAGE) }))
    @APIResponse(responseCode = "304", description = "Nothing of the couple has changed since the revision in If-None-Match", content = @Content)
    @APIResponse(responseCode = "400", description = "A filter breaks a rule, or guests have no such field: `allowed` lists them", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "404", description = "There is no such couple, or the caller has nothing to do with it", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<RestResponse<Page<?>>> list(UUID couple, @BeanParam @Valid GuestQuery query,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        Long known = EntityTags.revision(ifNoneMatch);
        return guests.list(callers.current(Scope.GUESTS_READ), couple, known, query, GuestFields.of(query.fields()))
                .map(list -> EntityTags.<Page<?>> answer(list.page(), list.revision(), known));
    }

    /** How a page of whole guests looks to the API's documentation; sparse ones have no type. */
    record GuestPage(List<Guest> data, @Nullable String nextCursor) {
    }
}
