package com.wedsync.core.apikey;

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
import org.jspecify.annotations.Nullable;

import com.wedsync.core.access.Callers;
import com.wedsync.core.access.Role;
import com.wedsync.core.http.Cursor;
import com.wedsync.core.http.Page;

import io.smallrye.mutiny.Uni;

/** The API keys of a supplier, for its owners and administrators. */
@Path("/api/suppliers/{supplier}/api-keys")
@RolesAllowed({ Role.AUTHENTICATED, Role.SERVICE })
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "API keys")
class ApiKeyResource {

    private final Callers callers;
    private final ApiKeyRepository keys;
    private final KeyIssuer issuer;

    ApiKeyResource(Callers callers, ApiKeyRepository keys, KeyIssuer issuer) {
        this.callers = callers;
        this.keys = keys;
        this.issuer = issuer;
    }

    @GET
    @Operation(summary = "API keys by name", description = "Page by page, also the expired and revoked ones; never a token. For owners and administrators of the supplier.")
    @APIResponse(responseCode = "200", description = "A page", content = @Content(examples = @ExampleObject(name = "page", value = ApiKeyExamples.PAGE)))
    @APIResponse(responseCode = "404", description = "There is no such supplier, or the caller has nothing to do with it", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<Page<ApiKey>> list(UUID supplier,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(Page.MAX_SIZE) int limit) {
        return keys.list(callers.current(), supplier, cursor == null ? Cursor.START : Cursor.valueOf(cursor), limit);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Make an API key", description = "The token is in this answer and nowhere else. An answer that is asked for again with the same `Idempotency-Key` has `token` null: revoke that key and make another.")
    @RequestBody(content = @Content(schema = @Schema(implementation = ApiKeyInput.class), examples = @ExampleObject(name = "key", value = ApiKeyExamples.INPUT)))
    @APIResponse(responseCode = "201", description = "The key and its token", content = @Content(schema = @Schema(implementation = IssuedKey.class), examples = @ExampleObject(name = "key", value = ApiKeyExamples.ISSUED)))
    @APIResponse(responseCode = "404", description = "There is no such supplier, or the caller has nothing to do with it", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<Response> make(UUID supplier, @NotNull @Valid ApiKeyInput key) {
        return issuer.issue(callers.current(), supplier, key);
    }

    @POST
    @Path("{key}/rotate")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Replace an API key", description = "A new key with the same name, scopes, limit and length of life. The old token works on for `overlap`, so that programs can be given the new one meanwhile.")
    @RequestBody(required = false, content = @Content(schema = @Schema(implementation = Rotation.class), examples = @ExampleObject(name = "two days", value = "{\"overlap\": \"PT48H\"}")))
    @APIResponse(responseCode = "201", description = "The new key and its token", content = @Content(schema = @Schema(implementation = IssuedKey.class), examples = @ExampleObject(name = "key", value = ApiKeyExamples.ISSUED)))
    @APIResponse(responseCode = "404", description = "There is no such key", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "409", description = "It is expired, revoked, or was replaced before", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<Response> rotate(UUID supplier, UUID key, @Nullable @Valid Rotation rotation) {
        return issuer.rotate(callers.current(), supplier, key, rotation);
    }

    @DELETE
    @Path("{key}")
    @Operation(summary = "Revoke an API key", description = "From the next request on its token is refused, on every replica. Needs no `If-Match` and may be done again: a key has no versions, it only ever ends sooner, and a leaked one cannot wait.")
    @APIResponse(responseCode = "204", description = "It is revoked")
    @APIResponse(responseCode = "404", description = "There is no such key", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<Response> revoke(UUID supplier, UUID key) {
        return issuer.revoke(callers.current(), supplier, key);
    }
}
