package com.wedsync.core.form;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.access.Caller;
import com.wedsync.core.access.Tenancy;
import com.wedsync.core.error.NotFound;
import com.wedsync.core.error.ProblemType;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;

/** All SQL about forms as couples see them. */
@ApplicationScoped
class CoupleFormRepository {

    private final Tenancy tenancy;

    CoupleFormRepository(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    private static final String LIST = """
            SELECT tag, id, title, version, supplier_id, supplier_name, submission_id, submission_status, submission_version, submitted_at
            FROM wedding.read_forms($1, $2, $3)""";

    Uni<CoupleForms> list(Caller caller, UUID couple, @Nullable Long knownTag) {
        return tenancy.read(caller, LIST, couple, knownTag).map(CoupleFormRepository::list);
    }

    private static final String ONE = """
            SELECT
                id, title, version, supplier_id, supplier_name, definition, prefilled, core_field_versions, submission_id,
                submission_status, submission_version, answers
            FROM wedding.read_form($1, $2, $3)""";

    Uni<FormToAnswer> one(Caller caller, UUID couple, UUID form) {
        return tenancy.read(caller, ONE, couple, form).map(rows -> {
            if (rows.size() == 0) {
                throw new NotFound(ProblemType.NOT_FOUND, "There is no such form, or it is not published.");
            }
            return FormToAnswer.from(rows.iterator().next());
        });
    }

    private static CoupleForms list(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw new NotFound(ProblemType.NOT_FOUND, "There is no such couple.");
        }
        List<CoupleForm> forms = new ArrayList<>(rows.size());
        long tag = 0;
        for (Row row : rows) {
            tag = row.getLong("tag");
            if (row.getUUID("id") != null) {
                forms.add(CoupleForm.from(row));
            }
        }
        return new CoupleForms(tag, forms);
    }

    /** All forms, and a number that changes with any of them or of the couple's data. */
    record CoupleForms(long tag, List<CoupleForm> forms) {
    }
}
