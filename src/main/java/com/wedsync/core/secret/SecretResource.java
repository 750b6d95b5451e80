package com.wedsync.core.secret;

import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import com.wedsync.core.access.Caller;
import com.wedsync.core.access.Callers;
import com.wedsync.core.access.Role;
import com.wedsync.core.access.Tenancy;
import com.wedsync.core.database.Session;
import com.wedsync.core.http.Cursor;
import com.wedsync.core.http.Page;
import com.wedsync.core.http.Preconditions;

import io.smallrye.mutiny.Uni;

/** The secrets of a supplier, for its owners and administrators and for services that use them in its name. */
@Path("/api/suppliers/{supplier}/secrets")
@RolesAllowed({ Role.AUTHENTICATED, Role.SERVICE })
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Secrets")
class SecretResource {

    private static final String NAME = "[a-z0-9][a-z0-9_.-]{0,62}";

    private final Callers callers;
    private final SecretRepository secrets;
    private final Tenancy tenancy;

    SecretResource(Callers callers, SecretRepository secrets, Tenancy tenancy) {
        this.callers = callers;
        this.secrets = secrets;
        this.tenancy = tenancy;
    }

    @GET
    @Operation(summary = "Names of secrets", description = "Page by page, never values.")
    @APIResponse(responseCode = "200", description = "A page", content = @Content(examples = @ExampleObject(name = "page", value = SecretExamples.PAGE)))
    @APIResponse(responseCode = "404", description = "There is no such supplier, or the caller has nothing to do with it", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<Page<Secret>> list(UUID supplier,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(Page.MAX_SIZE) int limit) {
        return secrets.list(callers.current(), supplier, cursor == null ? Cursor.START : Cursor.valueOf(cursor), limit);
    }

    @GET
    @Path("{name}")
    @Operation(summary = "The value of a secret", description = "Not to be kept by anybody on the way.")
    @APIResponse(responseCode = "200", description = "The value", content = @Content(schema = @Schema(implementation = SecretValue.class), examples = @ExampleObject(name = "value", value = SecretExamples.VALUE)))
    @APIResponse(responseCode = "404", description = "There is no such secret", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<RestResponse<SecretValue>> open(UUID supplier, @PathParam("name") @Pattern(regexp = NAME) String name) {
        Caller caller = callers.current();
        return tenancy.write(caller, session -> administer(session, supplier)
                .chain(() -> secrets.open(session, supplier, name)))
                .map(value -> RestResponse.ResponseBuilder.ok(value).header("Cache-Control", "no-store").build());
    }

    @PUT
    @Path("{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Keep a secret", description = "Makes it, or gives it another value; doing it again changes nothing but the version. Takes no `Idempotency-Key`, so that nothing made of the value is kept beside it.")
    @RequestBody(content = @Content(schema = @Schema(implementation = SecretValue.class), examples = @ExampleObject(name = "value", value = SecretExamples.VALUE)))
    @APIResponse(responseCode = "200", description = "It has the new value", content = @Content(schema = @Schema(implementation = Secret.class), examples = @ExampleObject(name = "secret", value = SecretExamples.SECRET)))
    @APIResponse(responseCode = "404", description = "There is no such supplier, or the caller has nothing to do with it", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<Secret> put(UUID supplier, @PathParam("name") @Pattern(regexp = NAME) String name,
            @NotNull @Valid SecretValue value) {
        return tenancy.write(callers.current(), session -> administer(session, supplier)
                .chain(() -> secrets.put(session, supplier, name, value)));
    }

    @DELETE
    @Path("{name}")
    @Operation(summary = "Forget a secret", description = "`If-Match` must name the version that was seen, as the list tells it: a value that somebody else has put meanwhile stays.")
    @APIResponse(responseCode = "204", description = "It is gone")
    @APIResponse(responseCode = "404", description = "There is no such secret", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "412", description = "It was changed meanwhile; `current` is how it is now", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "428", description = "If-Match is missing", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<Void> forget(UUID supplier, @PathParam("name") @Pattern(regexp = NAME) String name,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        long seen = Preconditions.version(ifMatch);
        return tenancy.write(callers.current(), session -> administer(session, supplier)
                .chain(() -> secrets.find(session, supplier, name))
                .invoke(current -> unchanged(current, seen))
                .chain(() -> secrets.delete(session, supplier, name)));
    }

    private static void unchanged(Secret current, long seen) {
        if (current.version() != seen) {
            throw Preconditions.changedMeanwhile(current);
        }
    }

    private Uni<Void> administer(Session session, UUID supplier) {
        return tenancy.hold(session, supplier).chain(() -> tenancy.requireAdministrator(session, supplier));
    }
}
