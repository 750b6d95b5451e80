package com.wedsync.core.form;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.wedsync.core.corefield.CoreFields;
import com.wedsync.core.corefield.Resolution;
import com.wedsync.core.corefield.WrittenCoreField;
import com.wedsync.core.database.Session;
import com.wedsync.core.error.Conflict;
import com.wedsync.core.error.NotFound;
import com.wedsync.core.error.ProblemType;
import com.wedsync.core.form.SubmissionRepository.OpenForm;

import io.smallrye.mutiny.Uni;

/**
 * Stores answers; those that are submitted are checked and become core fields in the same transaction, which holds the couple.
 *
 * <pre>
 *   draft ── submit ──> submitted ── review ──> reviewed
 *     ├ change            └ change: checked and written back again
 *     └ discard: it is gone
 * </pre>
 */
@ApplicationScoped
class Submissions {

    static final String DRAFT = "draft";
    static final String SUBMITTED = "submitted";

    private final SubmissionRepository submissions;
    private final CoreFields coreFields;
    private final StoredJson json;

    Submissions(SubmissionRepository submissions, CoreFields coreFields, StoredJson json) {
        this.submissions = submissions;
        this.coreFields = coreFields;
        this.json = json;
    }

    Uni<Submitted> add(Session session, UUID couple, UUID id, NewSubmission submission) {
        return submissions.form(session, couple, submission.formId()).chain(form -> {
            OpenForm open = published(form);
            return prepare(session, couple, open, submission.status(), submission.input()).chain(ready -> submissions
                    .insert(session, couple, id, open, submission.status(), json.write(ready.answers()),
                            json.write(ready.versions()))
                    .map(written -> new Submitted(written, ready.coreFields())));
        });
    }

    /** Gives {@code current} other answers, and {@code status}. */
    Uni<Submitted> change(Session session, Submission current, String status, SubmissionInput input) {
        if (!current.status().equals(DRAFT) && !current.status().equals(SUBMITTED)) {
            throw new Conflict(ProblemType.CONFLICT, "The supplier has reviewed it: it stays as it is.");
        }
        return submissions.form(session, current.coupleId(), current.formId()).chain(form -> {
            OpenForm open = published(form);
            return prepare(session, current.coupleId(), open, status, input).chain(ready -> submissions
                    .update(session, current.coupleId(), current.id(), open.version(), status, json.write(ready.answers()),
                            json.write(ready.versions()))
                    .map(written -> new Submitted(written, ready.coreFields())));
        });
    }

    Uni<Submission> review(Session session, Submission current) {
        if (!current.status().equals(SUBMITTED)) {
            throw new Conflict(ProblemType.CONFLICT, "Only what is submitted can be reviewed.");
        }
        return submissions.review(session, current.coupleId(), current.id());
    }

    Uni<Void> discard(Session session, Submission current) {
        if (!current.status().equals(DRAFT)) {
            throw new Conflict(ProblemType.CONFLICT, "What was submitted stays; only a draft can be discarded.");
        }
        return submissions.delete(session, current.coupleId(), current.id());
    }

    /** The answers of a stored submission. */
    SubmissionInput input(Submission submission) {
        return json.read(
                "{\"answers\":" + submission.answers() + ",\"core_field_versions\":" + submission.coreFieldVersions() + "}",
                SubmissionInput.class);
    }

    private Uni<Ready> prepare(Session session, UUID couple, OpenForm form, String status, SubmissionInput input) {
        if (status.equals(DRAFT)) {
            return Uni.createFrom().item(new Ready(input.answers(), input.coreFieldVersions(), List.of()));
        }
        Answers answers = Answers.of(json.fields(form.fields()), input.answers());
        return coreFields.write(session, couple, answers.coreFieldChanges(input.coreFieldVersions()))
                .map(written -> new Ready(answers.values(), seen(input.coreFieldVersions(), written), written));
    }

    /** Who changes the answers later has seen what they have become, but not what was preferred to them. */
    private static Map<String, Long> seen(Map<String, Long> before, List<WrittenCoreField> written) {
        Map<String, Long> seen = new HashMap<>(before);
        written.stream()
                .filter(field -> field.resolution() == Resolution.WRITTEN || field.resolution() == Resolution.UNCHANGED)
                .forEach(field -> seen.put(field.key(), field.version()));
        return seen;
    }

    private static OpenForm published(@Nullable OpenForm form) {
        if (form == null) {
            throw new NotFound(ProblemType.NOT_FOUND, "There is no such form, or it is not published any more.");
        }
        return form;
    }

    /** What is to be stored, and what has become of the core fields. */
    private record Ready(Map<String, JsonNode> answers, Map<String, Long> versions, List<WrittenCoreField> coreFields) {
    }
}
