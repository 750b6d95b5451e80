package com.wedsync.core.form;

import java.net.URI;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

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

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.wedsync.core.access.Callers;
import com.wedsync.core.access.Role;
import com.wedsync.core.access.Scope;
import com.wedsync.core.corefield.CoreFields;
import com.wedsync.core.database.Session;
import com.wedsync.core.http.Cursor;
import com.wedsync.core.http.EntityTags;
import com.wedsync.core.http.MergePatch;
import com.wedsync.core.http.Outcome;
import com.wedsync.core.http.Page;
import com.wedsync.core.http.Preconditions;
import com.wedsync.core.http.Writes;
import com.wedsync.core.time.TimeOrderedIds;

import io.smallrye.mutiny.Uni;

/** The forms of a supplier, for its members. */
@Path("/api/suppliers/{supplier}/forms")
@RolesAllowed({ Role.AUTHENTICATED, Role.SERVICE })
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Forms")
class FormResource {

    private final Callers callers;
    private final FormRepository forms;
    private final CoreFields coreFields;
    private final Writes writes;
    private final MergePatch patches;
    private final TimeOrderedIds ids;

    FormResource(Callers callers, FormRepository forms, CoreFields coreFields, Writes writes, MergePatch patches,
            TimeOrderedIds ids) {
        this.callers = callers;
        this.forms = forms;
        this.coreFields = coreFields;
        this.writes = writes;
        this.patches = patches;
        this.ids = ids;
    }

    @GET
    @Operation(summary = "Forms by title", description = "Page by page, without their fields. The entity tag is the supplier's revision.")
    @APIResponse(responseCode = "200", description = "A page", content = @Content(examples = @ExampleObject(name = "page", value = FormExamples.PAGE)))
    @APIResponse(responseCode = "304", description = "Nothing of the supplier has changed since the revision in If-None-Match", content = @Content)
    @APIResponse(responseCode = "404", description = "There is no such supplier, or the caller is no member of it", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<RestResponse<Page<FormSummary>>> list(
            UUID supplier,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(Page.MAX_SIZE) int limit,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        Long known = EntityTags.revision(ifNoneMatch);
        return forms
                .list(callers.current(Scope.FORMS_READ), supplier, known,
                        cursor == null ? Cursor.START : Cursor.valueOf(cursor), limit)
                .map(list -> EntityTags.answer(list.page(), list.revision(), known));
    }

    @GET
    @Path("{form}")
    @Operation(summary = "One form", description = "The entity tag is the form's version.")
    @APIResponse(responseCode = "200", description = "The form", content = @Content(schema = @Schema(implementation = Form.class), examples = @ExampleObject(name = "form", value = FormExamples.FORM)))
    @APIResponse(responseCode = "404", description = "There is no such form", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<RestResponse<Form>> one(UUID supplier, UUID form, @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        Long known = EntityTags.revision(ifNoneMatch);
        return forms.one(callers.current(Scope.FORMS_READ), supplier, form)
                .map(found -> EntityTags.answer(found, found.version(), known));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Add a form", description = "Names of fields are unique; a field bound to a core field has its type. Send an `Idempotency-Key` so that a lost answer can be asked for again.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "form", value = FormExamples.INPUT)))
    @APIResponse(responseCode = "201", description = "The form", content = @Content(schema = @Schema(implementation = Form.class), examples = @ExampleObject(name = "form", value = FormExamples.FORM)))
    @APIResponse(responseCode = "404", description = "There is no such supplier", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "422", description = "The fields make no form; `violations` lists all reasons", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<Response> add(UUID supplier, @NotNull @Valid FormInput form) {
        UUID id = ids.next();
        URI location = URI.create("/api/suppliers/" + supplier + "/forms/" + id);
        return writes.run(callers.current(), supplier, form, session -> check(session, form)
                .chain(() -> forms.insert(session, supplier, id, form))
                .map(created -> Outcome.created(created, created.version(), location)));
    }

    @PATCH
    @Path("{form}")
    @Consumes({ MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON })
    @Operation(summary = "Change a form", description = "JSON Merge Patch; `fields` are replaced as a whole. `If-Match` must name the version that was seen. What was submitted stays as it is.")
    @RequestBody(content = @Content(schema = @Schema(implementation = FormInput.class), examples = @ExampleObject(name = "publish", value = "{\"status\": \"published\"}")))
    @APIResponse(responseCode = "200", description = "The form as it is now", content = @Content(schema = @Schema(implementation = Form.class), examples = @ExampleObject(name = "form", value = FormExamples.FORM)))
    @APIResponse(responseCode = "412", description = "It was changed meanwhile; `current` is how it is now", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "422", description = "The fields make no form; `violations` lists all reasons", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "428", description = "If-Match is missing", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<Response> change(UUID supplier, UUID form, @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull ObjectNode patch) {
        long seen = Preconditions.version(ifMatch);
        return writes.run(callers.current(), supplier, patch, session -> forms.find(session, supplier, form)
                .map(current -> patches.apply(unchanged(current, seen), patch, FormInput.class))
                .call(changed -> check(session, changed))
                .chain(changed -> forms.update(session, supplier, form, changed))
                .map(changed -> Outcome.changed(changed, changed.version())));
    }

    @DELETE
    @Path("{form}")
    @Operation(summary = "Remove a form", description = "One that was answered cannot be removed; archive it. `If-Match` must name the version that was seen.")
    @APIResponse(responseCode = "204", description = "It is gone")
    @APIResponse(responseCode = "409", description = "There are answers to it", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "412", description = "It was changed meanwhile; `current` is how it is now", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "428", description = "If-Match is missing", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<Response> remove(UUID supplier, UUID form, @HeaderParam("If-Match") @Nullable String ifMatch) {
        long seen = Preconditions.version(ifMatch);
        return writes.run(callers.current(), supplier, null, session -> forms.find(session, supplier, form)
                .invoke(current -> unchanged(current, seen))
                .chain(() -> forms.delete(session, supplier, form))
                .map(gone -> Outcome.deleted()));
    }

    private Uni<Void> check(Session session, FormInput form) {
        Set<String> keys = form.fields().stream().map(FormField::coreField).filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return coreFields.types(session, keys).invoke(types -> FormCheck.check(form.fields(), types)).replaceWithVoid();
    }

    private static FormInput unchanged(Form current, long seen) {
        if (current.version() != seen) {
            throw Preconditions.changedMeanwhile(current);
        }
        return FormInput.of(current);
    }
}
