package com.wedsync.core.form;

import java.util.ArrayList;
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
import com.wedsync.core.http.Cursor;
import com.wedsync.core.http.Page;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;

/** All SQL about forms as their suppliers see them. */
@ApplicationScoped
class FormRepository {

    private static final String RETURNING = """

            RETURNING id, title, status, (definition -> 'fields')::text AS fields, version, updated_at""";

    private final Tenancy tenancy;
    private final StoredJson json;

    FormRepository(Tenancy tenancy, StoredJson json) {
        this.tenancy = tenancy;
        this.json = json;
    }

    private static final String LIST = """
            SELECT revision, id, title, status, version, updated_at
            FROM wedding.read_supplier_forms($1, $2, $3, $4, $5, $6)""";

    Uni<FormList> list(Caller caller, UUID supplier, @Nullable Long knownRevision, Cursor after, int size) {
        return tenancy.read(caller, LIST, supplier, knownRevision, after.text(), after.id(), size + 1)
                .map(rows -> list(rows, size));
    }

    private static final String ONE = """
            SELECT id, title, status, fields, version, updated_at
            FROM wedding.read_supplier_form($1, $2, $3)""";

    Uni<Form> one(Caller caller, UUID supplier, UUID form) {
        return tenancy.read(caller, ONE, supplier, form).map(this::found);
    }

    private static final String FIND = """
            SELECT id, title, status, (definition -> 'fields')::text AS fields, version, updated_at
            FROM wedding.form
            WHERE supplier_id = $1 AND id = $2""";

    Uni<Form> find(Session session, UUID supplier, UUID form) {
        return session.query(FIND, supplier, form).map(this::found);
    }

    private static final String INSERT = """
            INSERT INTO wedding.form (supplier_id, id, title, status, definition)
            VALUES ($1, $2, $3, $4, jsonb_build_object('fields', $5::text::jsonb))""" + RETURNING;

    Uni<Form> insert(Session session, UUID supplier, UUID id, FormInput form) {
        return session.query(INSERT, supplier, id, form.title(), form.status(), json.write(form.fields())).map(this::written);
    }

    private static final String UPDATE = """
            UPDATE wedding.form
            SET title = $3, status = $4, definition = jsonb_build_object('fields', $5::text::jsonb)
            WHERE supplier_id = $1 AND id = $2""" + RETURNING;

    Uni<Form> update(Session session, UUID supplier, UUID id, FormInput form) {
        return session.query(UPDATE, supplier, id, form.title(), form.status(), json.write(form.fields())).map(this::written);
    }

    private static final String DELETE = "DELETE FROM wedding.form WHERE supplier_id = $1 AND id = $2 RETURNING id";

    Uni<Void> delete(Session session, UUID supplier, UUID id) {
        return session.query(DELETE, supplier, id).invoke(FormRepository::mayWrite).replaceWithVoid();
    }

    private Form written(RowSet<Row> rows) {
        mayWrite(rows);
        return form(rows.iterator().next());
    }

    /** Who can read a form that row level security does not let them change. */
    private static void mayWrite(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw new Forbidden(ProblemType.NOT_ALLOWED, "Only its supplier may change a form.");
        }
    }

    private Form found(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw new NotFound(ProblemType.NOT_FOUND, "There is no such form.");
        }
        return form(rows.iterator().next());
    }

    private Form form(Row row) {
        return new Form(row.getUUID("id"), row.getString("title"), row.getString("status"),
                json.fields(row.getString("fields")),
                row.getLong("version"), row.getOffsetDateTime("updated_at").toInstant());
    }

    private static FormList list(RowSet<Row> rows, int size) {
        if (rows.size() == 0) {
            throw new NotFound(ProblemType.NOT_FOUND, "There is no such supplier.");
        }
        List<FormSummary> forms = new ArrayList<>(rows.size());
        long revision = 0;
        for (Row row : rows) {
            revision = row.getLong("revision");
            if (row.getUUID("id") != null) {
                forms.add(FormSummary.from(row));
            }
        }
        return new FormList(revision, Page.of(forms, size, last -> new Cursor(last.title(), last.id())));
    }

    /** A page, and the supplier's revision that it is of. */
    record FormList(long revision, Page<FormSummary> page) {
    }
}
