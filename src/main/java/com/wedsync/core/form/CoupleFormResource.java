package com.wedsync.core.form;

import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
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
import com.wedsync.core.http.EntityTags;
import com.wedsync.core.http.Page;

import io.smallrye.mutiny.Uni;

/** The published forms of the suppliers that a couple is connected to. */
@Path("/api/couples/{couple}/forms")
@RolesAllowed({ Role.AUTHENTICATED, Role.SERVICE })
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Forms")
class CoupleFormResource {

    private final Callers callers;
    private final CoupleFormRepository forms;

    CoupleFormResource(Callers callers, CoupleFormRepository forms) {
        this.callers = callers;
        this.forms = forms;
    }

    @GET
    @Operation(summary = "Forms to answer", description = "What the couple's suppliers have published, each with the state of the couple's answers. The entity tag changes with the couple's revision and with the forms.")
    @APIResponse(responseCode = "200", description = "All forms, by supplier and title", content = @Content(examples = @ExampleObject(name = "forms", value = FormExamples.COUPLE_FORMS)))
    @APIResponse(responseCode = "304", description = "Neither the forms nor anything of the couple has changed since", content = @Content)
    @APIResponse(responseCode = "404", description = "There is no such couple, or the caller has nothing to do with it", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<RestResponse<Page<CoupleForm>>> list(UUID couple, @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        Long known = EntityTags.revision(ifNoneMatch);
        return forms.list(callers.current(), couple, known)
                .map(list -> EntityTags.answer(new Page<>(list.forms(), null), list.tag(), known));
    }

    @GET
    @Path("{form}")
    @Operation(summary = "A form to answer", description = "Its fields, the values that core fields have for them, and what was answered so far.")
    @APIResponse(responseCode = "200", description = "The form", content = @Content(schema = @Schema(implementation = FormToAnswer.class), examples = @ExampleObject(name = "form", value = FormExamples.FORM_TO_ANSWER)))
    @APIResponse(responseCode = "404", description = "There is no such form, or it is not published", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<FormToAnswer> one(UUID couple, UUID form) {
        return forms.one(callers.current(), couple, form);
    }
}
