package com.wedsync.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.testing.Season;
import com.wedsync.core.testing.TestDatabase;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** No table of a couple's data is forgotten by the feed. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class RecordedTablesTest {

    /** Tables of couples, and of tenants in general, with the events that no enabled trigger of record_change tells of. */
    private static final String UNRECORDED = """
            SELECT class.relname || ': ' || event.name
            FROM pg_class AS class
            CROSS JOIN (VALUES ('insert', 4), ('delete', 8), ('update', 16)) AS event (name, bit)
            CROSS JOIN LATERAL (
                SELECT CASE WHEN class.relname = 'couple' THEN 'id' ELSE 'couple_id' END AS couple_column
            ) AS tenant
            WHERE class.relnamespace = 'wedding'::regnamespace
              AND class.relkind IN ('r', 'p')
              AND EXISTS (SELECT FROM pg_attribute WHERE attrelid = class.oid AND attname = tenant.couple_column AND NOT attisdropped)
              AND (class.relname = 'couple' OR tenant.couple_column = 'couple_id')
              AND NOT EXISTS (
                SELECT
                FROM pg_trigger
                WHERE tgrelid = class.oid
                  AND tgfoid = 'wedding.record_change'::regproc
                  AND tgtype & 1 = 0 AND tgtype & 2 = 0 -- for each statement, after it
                  AND tgtype & event.bit <> 0
                  AND tgenabled IN ('O', 'A')
                  AND (string_to_array(encode(tgargs, 'escape'), '\\000'))[1] = 'couple'
                  AND (string_to_array(encode(tgargs, 'escape'), '\\000'))[2] = tenant.couple_column
                  AND (string_to_array(encode(tgargs, 'escape'), '\\000'))[5] = class.relname)
            ORDER BY 1
            """;

    @BeforeEach
    void the_schema_is_there() throws SQLException {
        Season.run("SELECT 1");
    }

    @Test
    void every_table_with_rows_of_couples_has_the_triggers_that_record_changes() throws SQLException {
        try (Connection owner = TestDatabase.connect("owner")) {
            assertThat(unrecorded(owner))
                    .as("""
                            Changes that would reach no revision, no audit trail and no device. For a new table of couples, create the three
                            triggers of wedding.record_change() as V7 does.""")
                    .isEmpty();
        }
    }

    @Test
    void a_table_without_them_is_found() throws SQLException {
        try (Connection owner = TestDatabase.connect("owner"); Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("CREATE TABLE wedding.gift (couple_id uuid, id uuid, PRIMARY KEY (couple_id, id))");
            statement.execute("ALTER TABLE wedding.guest DISABLE TRIGGER guest_record_update");

            assertThat(unrecorded(owner)).containsExactly("gift: delete", "gift: insert", "gift: update", "guest: update");
            owner.rollback();
        }
    }

    private static List<String> unrecorded(Connection owner) throws SQLException {
        try (Statement statement = owner.createStatement(); ResultSet rows = statement.executeQuery(UNRECORDED)) {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        }
    }
}
