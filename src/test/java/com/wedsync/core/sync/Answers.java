package com.wedsync.core.sync;

import java.sql.SQLException;
import java.util.UUID;

import com.wedsync.core.testing.Season;
import com.wedsync.core.testing.Season.Couple;
import com.wedsync.core.testing.Season.Supplier;

/** Forms and what couples answer to them, past the API. */
final class Answers {

    private Answers() {
    }

    static UUID form(Supplier supplier) throws SQLException {
        UUID form = UUID.randomUUID();
        Season.run("""
                INSERT INTO wedding.form (supplier_id, id, title, status, definition)
                VALUES (?, ?, 'Menu', 'published', '{"fields": []}')""", supplier.id(), form);
        return form;
    }

    static UUID draft(Couple couple, Supplier supplier, UUID form) throws SQLException {
        UUID draft = UUID.randomUUID();
        Season.run("""
                INSERT INTO wedding.form_submission (couple_id, id, supplier_id, form_id, form_version)
                VALUES (?, ?, ?, ?, 1)""", couple.id(), draft, supplier.id(), form);
        return draft;
    }

    static void submit(Couple couple, UUID draft) throws SQLException {
        Season.run(
                "UPDATE wedding.form_submission SET status = 'submitted', submitted_at = now() WHERE couple_id = ? AND id = ?",
                couple.id(), draft);
    }
}
