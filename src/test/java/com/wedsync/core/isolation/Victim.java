package com.wedsync.core.isolation;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

import com.wedsync.core.testing.Season;
import com.wedsync.core.testing.Season.Couple;
import com.wedsync.core.testing.Season.Supplier;
import com.wedsync.core.testing.TestDatabase;

/** A couple and the supplier it is connected to, with a row of each kind that foreign tenants go for. */
final class Victim {

    /** In everything that a foreign tenant must not read. */
    final String secret = "secret-" + UUID.randomUUID();
    private final Couple couple;
    private final Supplier supplier;
    /** What fills a path's parameter, by the segment before it. */
    private final Map<String, String> ids = new TreeMap<>();

    Victim() throws SQLException {
        couple = Season.couple();
        supplier = Season.supplier();
        Season.connection(couple, supplier, "active");
        Season.run("UPDATE wedding.couple SET name = ? WHERE id = ?", secret, couple.id());
        UUID guest = Season.guest(couple, secret);
        UUID form = UUID.randomUUID();
        Season.run(
                "INSERT INTO wedding.form (supplier_id, id, title, status, definition) VALUES (?, ?, ?, 'published', '{\"fields\": []}')",
                supplier.id(), form, secret);
        UUID submission = UUID.randomUUID();
        Season.run("""
                INSERT INTO wedding.form_submission (couple_id, id, supplier_id, form_id, form_version, answers)
                VALUES (?, ?, ?, ?, 1, jsonb_build_object('a', ?::text))""",
                couple.id(), submission, supplier.id(), form, secret);
        UUID event = UUID.randomUUID();
        Season.run("INSERT INTO wedding.timeline_event (couple_id, id, title, starts_at) VALUES (?, ?, ?, now())", couple.id(),
                event, secret);
        Season.run("INSERT INTO wedding.core_field_value (couple_id, key, value) VALUES (?, 'venue', to_jsonb(?::text))",
                couple.id(), secret);
        ids.put("couples", couple.id().toString());
        ids.put("suppliers", supplier.id().toString());
        ids.put("guests", guest.toString());
        ids.put("forms", form.toString());
        ids.put("submissions", submission.toString());
        ids.put("timeline", event.toString());
        ids.put("events", event.toString());
        ids.put("core-fields", "venue");
        ids.put("api-keys", UUID.randomUUID().toString());
        ids.put("secrets", "mail");
        ids.put("couples/members", couple.partner().toString());
        ids.put("suppliers/members", supplier.owner().toString());
        ids.put("couples/connections", supplier.id().toString());
        ids.put("suppliers/connections", couple.id().toString());
    }

    /** The path with the victim's ids in place of parameters. */
    String path(String template) {
        String[] segments = template.split("/");
        for (int i = 1; i < segments.length; i++) {
            if (segments[i].startsWith("{")) {
                String within = segments[2] + "/" + segments[i - 1];
                String id = ids.getOrDefault(within, ids.get(segments[i - 1]));
                segments[i] = Objects.requireNonNull(id,
                        () -> "Victim: say which id of the victim fills the parameter behind '" + within + "' of " + template);
            }
        }
        return String.join("/", segments);
    }

    /** The victim's tables: rows, revisions and the ends of both audit trails, as the service role sees them. */
    List<String> state() throws SQLException {
        try (Connection connection = TestDatabase.connect("app"); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT access.enter('service:tests')");
            List<String> state = new java.util.ArrayList<>();
            for (String tenant : List.of(couple.id().toString(), supplier.id().toString())) {
                try (ResultSet rows = statement.executeQuery("""
                        SELECT concat_ws(' ', id, revision, audit_sequence, audit_hash,
                            (SELECT count(*) FROM wedding.guest WHERE couple_id = tenant.id),
                            (SELECT count(*) FROM wedding.couple_member WHERE couple_id = tenant.id),
                            (SELECT count(*) FROM wedding.connection WHERE tenant.id IN (couple_id, supplier_id)),
                            (SELECT count(*) FROM wedding.form_submission WHERE couple_id = tenant.id),
                            (SELECT count(*) FROM wedding.form WHERE supplier_id = tenant.id),
                            (SELECT count(*) FROM wedding.supplier_member WHERE supplier_id = tenant.id))
                        FROM wedding.tenant WHERE id = '%s'""".formatted(tenant))) {
                    rows.next();
                    state.add(rows.getString(1));
                }
            }
            connection.rollback();
            return state;
        }
    }
}
