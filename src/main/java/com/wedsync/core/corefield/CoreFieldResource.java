package com.wedsync.core.corefield;

import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
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

import com.wedsync.core.access.Caller;
import com.wedsync.core.access.Callers;
import com.wedsync.core.access.Role;
import com.wedsync.core.access.Scope;
import com.wedsync.core.http.EntityTags;
import com.wedsync.core.http.Outcome;
import com.wedsync.core.http.Page;
import com.wedsync.core.http.Preconditions;
import com.wedsync.core.http.Writes;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;

/** What a couple has said about core fields, for its members and the suppliers connected to it. */
@Path("/api/couples/{couple}/core-fields")
@RolesAllowed({ Role.AUTHENTICATED, Role.SERVICE })
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Core fields")
class CoreFieldResource {

    private final Callers callers;
    private final CoreFieldRepository fields;
    private final CoreFields values;
    private final Replacement replacement;
    private final Writes writes;

    CoreFieldResource(Callers callers, CoreFieldRepository fields, CoreFields values, Replacement replacement,
            Writes writes) {
        this.callers = callers;
        this.fields = fields;
        this.values = values;
        this.replacement = replacement;
        this.writes = writes;
    }

    @GET
    @Operation(summary = "What a couple has said", description = "All values by key, with version, who wrote them and when. The entity tag is the couple's revision.")
    @APIResponse(responseCode = "200", description = "All values; fields that nothing was said about are not there", content = @Content(examples = @ExampleObject(name = "values", value = CoreFieldExamples.VALUES)))
    @APIResponse(responseCode = "304", description = "Nothing of the couple has changed since the revision in If-None-Match", content = @Content)
    @APIResponse(responseCode = "404", description = "There is no such couple, or the caller has nothing to do with it", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<RestResponse<Page<CoreFieldValue>>> list(UUID couple,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        Long known = EntityTags.revision(ifNoneMatch);
        return fields.list(callers.current(Scope.CORE_FIELDS_READ), couple, known)
                .map(list -> EntityTags.answer(new Page<>(list.values(), null), list.revision(), known));
    }

    @PATCH
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Say something about core fields", description = "All changes or none. A value whose stored version is still `base_version` is written; "
            + "otherwise the field's merge rule decides, and `resolution` tells what became of it: written, merged, kept (the rule prefers what was stored) or unchanged (it was stored already). "
            + "Send an `Idempotency-Key` so that a lost answer can be asked for again.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "two fields", value = CoreFieldExamples.CHANGES)))
    @APIResponse(responseCode = "200", description = "What is stored now", content = @Content(schema = @Schema(implementation = WrittenCoreFields.class), examples = @ExampleObject(name = "two fields", value = CoreFieldExamples.WRITTEN)))
    @APIResponse(responseCode = "404", description = "There is no such couple", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "409", description = "A field that only a person can settle was changed since it was read; nothing was written", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem"), examples = @ExampleObject(name = "conflict", value = CoreFieldExamples.CONFLICT)))
    @APIResponse(responseCode = "422", description = "There is no such field, or a value is not of its type; `violations` lists all", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<Response> change(UUID couple, @NotNull @Valid CoreFieldChanges body) {
        Caller caller = callers.current();
        return writes.run(caller, couple, body, key -> replacement.write(caller, couple, body.changes(), key),
                session -> values.write(session, couple, body.changes())
                        .map(written -> Outcome.done(new WrittenCoreFields(written))));
    }

    @DELETE
    @Path("{key}")
    @Operation(summary = "Take back what was said", description = "`If-Match` must name the version that was seen.")
    @APIResponse(responseCode = "204", description = "It is gone")
    @APIResponse(responseCode = "404", description = "Nothing is stored under this key", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "412", description = "It was changed meanwhile; `current` is how it is now", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "428", description = "If-Match is missing", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<Response> remove(UUID couple, String key, @HeaderParam("If-Match") @Nullable String ifMatch) {
        long seen = Preconditions.version(ifMatch);
        return writes.run(callers.current(), couple, null,
                session -> values.remove(session, couple, key, seen).map(gone -> Outcome.deleted()));
    }

    /** What is stored after a write, in the order of the request. */
    @RegisterForReflection
    record WrittenCoreFields(List<WrittenCoreField> data) {
    }
}
