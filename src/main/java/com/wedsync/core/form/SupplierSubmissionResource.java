package com.wedsync.core.form;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import com.wedsync.core.access.Callers;
import com.wedsync.core.access.Role;
import com.wedsync.core.access.Scope;
import com.wedsync.core.error.BadRequest;
import com.wedsync.core.error.ProblemType;
import com.wedsync.core.http.Cursor;
import com.wedsync.core.http.Page;

import io.smallrye.mutiny.Uni;

/** What couples have submitted to a supplier. */
@Path("/api/suppliers/{supplier}/submissions")
@RolesAllowed({ Role.AUTHENTICATED, Role.SERVICE })
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Submissions")
class SupplierSubmissionResource {

    private final Callers callers;
    private final SubmissionRepository submissions;

    SupplierSubmissionResource(Callers callers, SubmissionRepository submissions) {
        this.callers = callers;
        this.submissions = submissions;
    }

    @GET
    @Operation(summary = "Submissions, newest first", description = "Page by page, without their answers; of connected couples.")
    @APIResponse(responseCode = "200", description = "A page", content = @Content(examples = @ExampleObject(name = "page", value = FormExamples.SUBMISSIONS)))
    @APIResponse(responseCode = "404", description = "There is no such supplier, or the caller is no member of it", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<Page<SubmissionSummary>> list(
            UUID supplier,
            @QueryParam("form") @Nullable UUID form,
            @QueryParam("status") @Nullable @Pattern(regexp = "submitted|reviewed", message = "must be submitted or reviewed") String status,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(Page.MAX_SIZE) int limit) {
        Cursor after = cursor == null ? null : Cursor.valueOf(cursor);
        return submissions
                .list(callers.current(Scope.FORMS_READ), supplier, form, status, after == null ? null : instant(after.text()),
                        after == null ? null : after.id(), limit + 1)
                .map(rows -> Page.of(rows, limit, last -> new Cursor(last.submittedAt().toString(), last.id())));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException invented) {
            throw new BadRequest(ProblemType.INVALID_REQUEST, "The cursor is not one that this list gave.");
        }
    }
}
