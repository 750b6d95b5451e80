package com.wedsync.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.util.PSQLException;

import com.wedsync.core.testing.Service;
import com.wedsync.core.testing.TestDatabase;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** What a backup job reports by ops.record_backup; all of it in a transaction that is rolled back. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class RecordBackupTest {

    private static final String DAILY = "'pgbackrest', 'daily', 'full', '2040-01-01 02:00Z', '2040-01-01 02:10Z'";

    private Connection job;

    @BeforeEach
    void a_job_with_the_log_in_of_the_operations_plane() throws Exception {
        Service.awaitSchema();
        job = TestDatabase.connect("ops");
        job.setAutoCommit(false);
    }

    @AfterEach
    void undo() throws SQLException {
        job.rollback();
        job.close();
    }

    @Test
    void a_backup_is_kept_with_who_reported_it_and_is_the_last_one() throws SQLException {
        String id = read("SELECT ops.record_backup(" + DAILY + ", 4711)");

        assertThat(
                read("SELECT format('%s %s %s %s %s %s', tool, label, kind, finished_at - started_at, size_bytes, reported_by) "
                        + "FROM ops.backup WHERE id = '" + id + "'"))
                .isEqualTo("pgbackrest daily full 00:10:00 4711 wedsync_ops");
        assertThat(read("SELECT verified_at FROM ops.backup WHERE id = '" + id + "'")).isNull();
        assertThat(read("SELECT max(finished_at) = '2040-01-01 02:10Z' FROM ops.backup")).isEqualTo("t");
    }

    @Test
    void reported_again_it_is_the_same_backup_and_now_verified() throws SQLException {
        String id = read("SELECT ops.record_backup(" + DAILY + ", 4711)");

        assertThat(read("SELECT ops.record_backup(" + DAILY + ", verified_at => '2040-01-01 05:00Z')")).isEqualTo(id);
        assertThat(read("SELECT ops.record_backup(" + DAILY + ")")).as("what was known is not forgotten").isEqualTo(id);

        assertThat(
                read("SELECT format('%s %s', size_bytes, verified_at = '2040-01-01 05:00Z') FROM ops.backup WHERE id = '" + id
                        + "'"))
                .isEqualTo("4711 t");
        assertThat(read("SELECT count(*) FROM ops.backup WHERE label = 'daily'")).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "'pgbackrest', 'odd', 'partial', '2040-01-01 02:00Z', '2040-01-01 02:10Z' | 23514",
            "'pgbackrest', 'odd', 'full', '2040-01-01 02:10Z', '2040-01-01 02:00Z' | 23514",
            "'pgbackrest', 'odd', 'full', '2040-01-01 02:00Z', '2040-01-01 02:10Z', -1 | 23514",
            "'pgbackrest', 'odd', 'full', '2040-01-01 02:00Z', NULL | 23502",
            "NULL, 'odd', 'full', '2040-01-01 02:00Z', '2040-01-01 02:10Z' | 23502" })
    void what_cannot_be_is_refused(String values, String sqlState) {
        assertThatThrownBy(() -> read("SELECT ops.record_backup(" + values + ")")).isInstanceOfSatisfying(PSQLException.class,
                refusal -> assertThat(refusal.getSQLState()).isEqualTo(sqlState));
    }

    @Test
    void the_data_plane_reports_only_as_the_service_role() throws SQLException {
        try (Connection app = TestDatabase.connect("app")) {
            app.setAutoCommit(false);
            for (String role : new String[] { "wedsync_anon", "wedsync_authenticated" }) {
                assertThatThrownBy(() -> reportAs(app, role)).isInstanceOfSatisfying(PSQLException.class,
                        refusal -> assertThat(refusal.getSQLState()).isEqualTo("42501"));
                app.rollback();
            }
            reportAs(app, "wedsync_service");
            app.rollback();
        }
    }

    private static void reportAs(Connection app, String role) throws SQLException {
        try (Statement statement = app.createStatement()) {
            statement.execute("SET LOCAL ROLE " + role);
            statement.execute("SELECT ops.record_backup(" + DAILY + ")");
        }
    }

    private String read(String query) throws SQLException {
        try (Statement statement = job.createStatement(); ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
