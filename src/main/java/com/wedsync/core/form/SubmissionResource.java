package com.wedsync.core.form;

import java.net.URI;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
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

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.wedsync.core.access.Callers;
import com.wedsync.core.access.Role;
import com.wedsync.core.http.EntityTags;
import com.wedsync.core.http.MergePatch;
import com.wedsync.core.http.Outcome;
import com.wedsync.core.http.Preconditions;
import com.wedsync.core.http.Writes;
import com.wedsync.core.time.TimeOrderedIds;

import io.smallrye.mutiny.Uni;

/** A couple's answers to forms, for its members and, once submitted, the supplier that asked. */
@Path("/api/couples/{couple}/submissions")
@RolesAllowed({ Role.AUTHENTICATED, Role.SERVICE })
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Submissions")
class SubmissionResource {

    private final Callers callers;
    private final SubmissionRepository repository;
    private final Submissions submissions;
    private final Writes writes;
    private final MergePatch patches;
    private final TimeOrderedIds ids;

    SubmissionResource(Callers callers, SubmissionRepository repository, Submissions submissions, Writes writes,
            MergePatch patches,
            TimeOrderedIds ids) {
        this.callers = callers;
        this.repository = repository;
        this.submissions = submissions;
        this.writes = writes;
        this.patches = patches;
        this.ids = ids;
    }

    @GET
    @Path("{submission}")
    @Operation(summary = "One submission", description = "A supplier sees it once it is submitted. The entity tag is the submission's version.")
    @APIResponse(responseCode = "200", description = "The submission", content = @Content(schema = @Schema(implementation = Submission.class), examples = @ExampleObject(name = "submission", value = FormExamples.SUBMISSION)))
    @APIResponse(responseCode = "404", description = "There is no such submission", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<RestResponse<Submission>> one(UUID couple, UUID submission,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        Long known = EntityTags.revision(ifNoneMatch);
        return repository.one(callers.current(), couple, submission)
                .map(found -> EntityTags.answer(found, found.version(), known));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Answer a form", description = "As a draft that may be incomplete, or submitted at once. A couple works on one submission to a form at a time. Send an `Idempotency-Key` so that a lost answer can be asked for again.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "draft", value = FormExamples.NEW_SUBMISSION)))
    @APIResponse(responseCode = "201", description = "The submission", content = @Content(schema = @Schema(implementation = Submitted.class), examples = @ExampleObject(name = "submission", value = FormExamples.SUBMITTED)))
    @APIResponse(responseCode = "404", description = "There is no such couple or form, or the form is not published", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "409", description = "A submission to this form is worked on already, or a core field that only a person can settle was changed since it was read; nothing was written", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "422", description = "The answers are not what the form asks for; `violations` lists all faults", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<Response> add(UUID couple, @NotNull @Valid NewSubmission submission) {
        UUID id = ids.next();
        URI location = URI.create("/api/couples/" + couple + "/submissions/" + id);
        return writes.run(callers.current(), couple, submission, session -> submissions.add(session, couple, id, submission)
                .map(created -> Outcome.created(created, created.submission().version(), location)));
    }

    @PATCH
    @Path("{submission}")
    @Consumes({ MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON })
    @Operation(summary = "Change answers", description = "JSON Merge Patch, also of single answers. `If-Match` must name the version that was seen. What is submitted already is checked and written back to core fields again.")
    @RequestBody(content = @Content(schema = @Schema(implementation = SubmissionInput.class), examples = @ExampleObject(name = "one answer", value = "{\"answers\": {\"guests\": 124}}")))
    @APIResponse(responseCode = "200", description = "The submission as it is now", content = @Content(schema = @Schema(implementation = Submitted.class), examples = @ExampleObject(name = "submission", value = FormExamples.SUBMITTED)))
    @APIResponse(responseCode = "409", description = "The supplier has reviewed it, or a core field that only a person can settle was changed since it was read; nothing was written", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "412", description = "It was changed meanwhile; `current` is how it is now", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "422", description = "The answers are not what the form asks for; `violations` lists all faults", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "428", description = "If-Match is missing", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<Response> change(UUID couple, UUID submission, @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull ObjectNode patch) {
        long seen = Preconditions.version(ifMatch);
        return writes.run(callers.current(), couple, patch, session -> repository.find(session, couple, submission)
                .map(current -> unchanged(current, seen))
                .chain(current -> submissions.change(session, current, current.status(),
                        patches.apply(submissions.input(current), patch, SubmissionInput.class)))
                .map(changed -> Outcome.changed(changed, changed.submission().version())));
    }

    @POST
    @Path("{submission}/submit")
    @Operation(summary = "Submit a draft", description = "Checks the answers and writes those that are bound to core fields by their merge rules, or does neither. `If-Match` must name the version that was seen.")
    @APIResponse(responseCode = "200", description = "The submission as it is now", content = @Content(schema = @Schema(implementation = Submitted.class), examples = @ExampleObject(name = "submission", value = FormExamples.SUBMITTED)))
    @APIResponse(responseCode = "409", description = "The supplier has reviewed it, or a core field that only a person can settle was changed since it was read; nothing was written", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "412", description = "It was changed meanwhile; `current` is how it is now", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "422", description = "The answers are not what the form asks for; `violations` lists all faults", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "428", description = "If-Match is missing", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<Response> submit(UUID couple, UUID submission, @HeaderParam("If-Match") @Nullable String ifMatch) {
        long seen = Preconditions.version(ifMatch);
        return writes.run(callers.current(), couple, null, session -> repository.find(session, couple, submission)
                .map(current -> unchanged(current, seen))
                .chain(current -> submissions.change(session, current, Submissions.SUBMITTED, submissions.input(current)))
                .map(changed -> Outcome.changed(changed, changed.submission().version())));
    }

    @POST
    @Path("{submission}/review")
    @Operation(summary = "Mark as reviewed", description = "By the supplier that it was submitted to; the answers stay as they are then. `If-Match` must name the version that was seen.")
    @APIResponse(responseCode = "200", description = "The submission as it is now", content = @Content(schema = @Schema(implementation = Submission.class), examples = @ExampleObject(name = "submission", value = FormExamples.SUBMISSION)))
    @APIResponse(responseCode = "409", description = "It is not submitted, or was reviewed before", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "412", description = "It was changed meanwhile; `current` is how it is now", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "428", description = "If-Match is missing", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<Response> review(UUID couple, UUID submission, @HeaderParam("If-Match") @Nullable String ifMatch) {
        long seen = Preconditions.version(ifMatch);
        return writes.run(callers.current(), couple, null, session -> repository.find(session, couple, submission)
                .chain(current -> submissions.review(session, unchanged(current, seen)))
                .map(reviewed -> Outcome.changed(reviewed, reviewed.version())));
    }

    @DELETE
    @Path("{submission}")
    @Operation(summary = "Discard a draft", description = "What was submitted stays. `If-Match` must name the version that was seen.")
    @APIResponse(responseCode = "204", description = "It is gone")
    @APIResponse(responseCode = "404", description = "There is no such submission", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "409", description = "It was submitted", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "412", description = "It was changed meanwhile; `current` is how it is now", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "428", description = "If-Match is missing", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<Response> discard(UUID couple, UUID submission, @HeaderParam("If-Match") @Nullable String ifMatch) {
        long seen = Preconditions.version(ifMatch);
        return writes.run(callers.current(), couple, null, session -> repository.find(session, couple, submission)
                .chain(current -> submissions.discard(session, unchanged(current, seen)))
                .map(gone -> Outcome.deleted()));
    }

    private static Submission unchanged(Submission current, long seen) {
        if (current.version() != seen) {
            throw Preconditions.changedMeanwhile(current);
        }
        return current;
    }
}
