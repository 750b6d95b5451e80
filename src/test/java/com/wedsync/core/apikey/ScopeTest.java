package com.wedsync.core.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.wedsync.core.access.Caller;
import com.wedsync.core.access.Scope;
import com.wedsync.core.testing.Season;
import com.wedsync.core.testing.Season.Couple;
import com.wedsync.core.testing.Season.Supplier;
import com.wedsync.core.testing.TestDatabase;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** Which tables the database opens to a key with one scope: to the supplier's own rows and its active couples'. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class ScopeTest {

    private static final Map<String, String> TENANT_COLUMN = Map.of("supplier_member", "supplier_id", "connection", "couple_id",
            "couple", "id", "core_field_value", "couple_id", "form", "supplier_id", "form_submission", "couple_id", "guest",
            "couple_id", "timeline_event", "couple_id", "audit_entry", "tenant_id", "api_key", "supplier_id");

    private static Supplier supplier;
    private static Couple couple;

    @BeforeAll
    static void a_supplier_with_a_couple_that_has_everything() throws SQLException {
        supplier = Season.supplier();
        couple = Season.couple();
        Season.connection(couple, supplier, "active");
        Season.guest(couple, "Byrne, Arthur");
        Season.run("INSERT INTO wedding.core_field_value (couple_id, key, value) VALUES (?, 'guest_count', '80')", couple.id());
        UUID form = UUID.randomUUID();
        Season.run("INSERT INTO wedding.form (supplier_id, id, title, status, definition) "
                + "VALUES (?, ?, 'Menu', 'published', '{\"fields\": []}')", supplier.id(), form);
        Season.run("INSERT INTO wedding.form_submission (couple_id, supplier_id, form_id, form_version, status, submitted_at) "
                + "VALUES (?, ?, ?, 1, 'submitted', now())", couple.id(), supplier.id(), form);
        Season.run("INSERT INTO wedding.timeline_event (couple_id, title, starts_at) VALUES (?, 'Cake', now())", couple.id());
        Season.run("INSERT INTO wedding.api_key (supplier_id, id, name, prefix, hash, scopes) "
                + "VALUES (?, gen_random_uuid(), 'x', left(md5(random()::text), 12), decode(repeat('00', 32), 'hex'), "
                + "ARRAY['audit:read'])", supplier.id());
    }

    @ParameterizedTest(name = "{0} opens {1}")
    @CsvSource({ "supplier:read, supplier_member", "supplier:write, ''", "couples:read, connection couple",
            "couples:write, ''", "core_fields:read, core_field_value", "forms:read, form form_submission", "forms:write, ''",
            "guests:read, guest", "timeline:read, timeline_event", "timeline:write, ''", "audit:read, audit_entry" })
    void each_scope_opens_its_own_tables_and_no_other(String scope, String tables) throws SQLException {
        assertThat(scope).matches(Scope.PATTERN);
        Set<String> open = new TreeSet<>();
        for (String table : TENANT_COLUMN.keySet()) {
            if (isOpen(scope, table)) {
                open.add(table);
            }
        }
        assertThat(String.join(" ", open)).isEqualTo(tables);
    }

    @Test
    void a_scope_that_does_not_exist_is_none() {
        for (String text : new String[] { "guests:write", "everything", "guests:read,audit:read", "" }) {
            assertThat(text).doesNotMatch(Scope.PATTERN);
        }
    }

    private static boolean isOpen(String scope, String table) throws SQLException {
        Caller caller = Caller.key(supplier.id(), UUID.randomUUID(), Set.of(scope));
        try (Connection connection = TestDatabase.connect("app"); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT access.enter('" + caller.id() + "')");
            try (ResultSet found = statement.executeQuery("SELECT EXISTS (SELECT FROM wedding." + table + " WHERE "
                    + TENANT_COLUMN.get(table) + " IN ('" + supplier.id() + "', '" + couple.id() + "'))")) {
                found.next();
                return found.getBoolean(1);
            }
        }
    }
}
