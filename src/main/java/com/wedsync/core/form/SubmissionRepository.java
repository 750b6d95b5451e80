package com.wedsync.core.form;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.access.Caller;
import com.wedsync.core.access.Tenancy;
import com.wedsync.core.database.Session;
import com.wedsync.core.error.Forbidden;
import com.wedsync.core.error.NotFound;
import com.wedsync.core.error.ProblemType;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;

/** All SQL about submissions. */
@ApplicationScoped
class SubmissionRepository {

    private static final String COLUMNS = """
            couple_id, id, supplier_id, form_id, form_version, status, answers::text AS answers,
            core_field_versions::text AS core_field_versions, submitted_by, submitted_at, version, updated_at""";

    private final Tenancy tenancy;

    SubmissionRepository(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    private static final String ONE = """
            SELECT couple_id, id, supplier_id, form_id, form_version, status, answers, core_field_versions, submitted_by, submitted_at,
                version, updated_at
            FROM wedding.read_submission($1, $2, $3)""";

    Uni<Submission> one(Caller caller, UUID couple, UUID submission) {
        return tenancy.read(caller, ONE, couple, submission).map(SubmissionRepository::found);
    }

    private static final String LIST = """
            SELECT id, couple_id, couple_name, form_id, form_version, status, submitted_at, version
            FROM wedding.read_supplier_submissions($1, $2, $3, $4, $5, $6, $7)""";

    /** Submissions to a supplier before a time and id, newest first. */
    Uni<List<SubmissionSummary>> list(Caller caller, UUID supplier, @Nullable UUID form, @Nullable String status,
            @Nullable Instant before, @Nullable UUID beforeId, int size) {
        OffsetDateTime bound = before == null ? null : before.atOffset(ZoneOffset.UTC);
        return tenancy.read(caller, LIST, supplier, form, status, bound, beforeId, size).map(rows -> {
            if (rows.size() == 0) {
                throw new NotFound(ProblemType.NOT_FOUND, "There is no such supplier.");
            }
            return rows.stream().filter(row -> row.getUUID("id") != null).map(SubmissionSummary::from).toList();
        });
    }

    private static final String FORM = """
            SELECT form.supplier_id, form.id, form.version, (form.definition -> 'fields')::text AS fields
            FROM wedding.connection
            JOIN wedding.form ON form.supplier_id = connection.supplier_id AND form.id = $2 AND form.status = 'published'
            WHERE connection.couple_id = $1 AND connection.status = 'active'""";

    /** A form that the couple may answer now; nothing if it may not. */
    Uni<@Nullable OpenForm> form(Session session, UUID couple, UUID form) {
        return session.query(FORM, couple, form)
                .map(rows -> rows.size() == 0 ? null : OpenForm.from(rows.iterator().next()));
    }

    private static final String FIND = "SELECT " + COLUMNS + " FROM wedding.form_submission WHERE couple_id = $1 AND id = $2";

    Uni<Submission> find(Session session, UUID couple, UUID submission) {
        return session.query(FIND, couple, submission).map(SubmissionRepository::found);
    }

    private static final String INSERT = """
            INSERT INTO wedding.form_submission (
                couple_id, id, supplier_id, form_id, form_version, status, answers, core_field_versions, submitted_by, submitted_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7::text::jsonb, $8::text::jsonb,
                CASE WHEN $6 = 'submitted' THEN access.caller_user() END, CASE WHEN $6 = 'submitted' THEN now() END)
            RETURNING\s"""
            + COLUMNS;

    Uni<Submission> insert(Session session, UUID couple, UUID id, OpenForm form, String status, String answers,
            String versions) {
        return session.query(INSERT, couple, id, form.supplier(), form.id(), form.version(), status, answers, versions)
                .map(SubmissionRepository::written);
    }

    private static final String UPDATE = """
            UPDATE wedding.form_submission
            SET form_version = $3, status = $4, answers = $5::text::jsonb, core_field_versions = $6::text::jsonb,
                submitted_by = CASE WHEN $4 = 'submitted' THEN access.caller_user() END,
                submitted_at = CASE WHEN $4 = 'submitted' THEN now() END
            WHERE couple_id = $1 AND id = $2
            RETURNING\s"""
            + COLUMNS;

    Uni<Submission> update(Session session, UUID couple, UUID id, long formVersion, String status, String answers,
            String versions) {
        return session.query(UPDATE, couple, id, formVersion, status, answers, versions).map(SubmissionRepository::written);
    }

    private static final String REVIEW = """
            UPDATE wedding.form_submission SET status = 'reviewed' WHERE couple_id = $1 AND id = $2
            RETURNING\s"""
            + COLUMNS;

    Uni<Submission> review(Session session, UUID couple, UUID id) {
        return session.query(REVIEW, couple, id).map(SubmissionRepository::written);
    }

    private static final String DELETE = "DELETE FROM wedding.form_submission WHERE couple_id = $1 AND id = $2 RETURNING id";

    Uni<Void> delete(Session session, UUID couple, UUID id) {
        return session.query(DELETE, couple, id).invoke(SubmissionRepository::mayWrite).replaceWithVoid();
    }

    /** Who can read a submission that row level security does not let them change so. */
    private static void mayWrite(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw new Forbidden(ProblemType.NOT_ALLOWED, "Couples answer, suppliers review.");
        }
    }

    private static Submission written(RowSet<Row> rows) {
        mayWrite(rows);
        return Submission.from(rows.iterator().next());
    }

    private static Submission found(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw new NotFound(ProblemType.NOT_FOUND, "There is no such submission.");
        }
        return Submission.from(rows.iterator().next());
    }

    /** A published form of a connected supplier. */
    record OpenForm(UUID supplier, UUID id, long version, String fields) {

        static OpenForm from(Row row) {
            return new OpenForm(row.getUUID("supplier_id"), row.getUUID("id"), row.getLong("version"), row.getString("fields"));
        }
    }
}
