package com.wedsync.core.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.wedsync.core.migration.PackagedScripts.Applied;
import com.wedsync.core.testing.Scripts;

/** The look that a start takes without Flyway. */
@Tag("database")
@Timeout(60)
class PackagedScriptsTest {

    @TempDir
    private Path scripts;
    private Playground playground;

    @BeforeEach
    void prepare() throws SQLException {
        playground = Playground.migrated(scripts);
    }

    @AfterEach
    void clear() throws SQLException {
        playground.close();
    }

    @Test
    void a_migrated_database_has_exactly_the_scripts_of_the_package() throws SQLException {
        assertThat(history()).extracting(Applied::script).containsExactlyInAnyOrderElementsOf(Scripts.names());
        assertThat(PackagedScripts.areExactly(history())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "UPDATE ops.flyway_schema_history SET checksum = checksum + 1 WHERE version = '7'",
            "UPDATE ops.flyway_schema_history SET success = false WHERE version = '7'",
            "UPDATE ops.flyway_schema_history SET script = 'V7__other.sql' WHERE version = '7'",
            "DELETE FROM ops.flyway_schema_history WHERE version = '7'",
            "INSERT INTO ops.flyway_schema_history SELECT 1000, '1000', 'newer', type, 'V1000__newer.sql', 1, installed_by, now(), 0, true FROM ops.flyway_schema_history WHERE version = '7'",
            "INSERT INTO ops.flyway_schema_history SELECT 1000, version, description, 'DELETE', script, checksum, installed_by, now(), 0, true FROM ops.flyway_schema_history WHERE version = '7'",
            "UPDATE ops.flyway_schema_history SET script = 'V7__other.sql', success = false WHERE version = '7'",
            "WITH pending AS (DELETE FROM ops.flyway_schema_history WHERE version = '7') INSERT INTO ops.migration_run (id, dry_run, requested_by, instance, started_at, status) VALUES (gen_random_uuid(), false, 'tester', 'other', now(), 'running')",
            "INSERT INTO ops.migration_run (id, dry_run, requested_by, instance, started_at, status) VALUES (gen_random_uuid(), false, 'tester', 'gone', now(), 'running')" })
    void any_difference_is_left_to_flyway(String difference) throws SQLException {
        playground.execute(difference);

        assertThat(PackagedScripts.areExactly(history())).isFalse();
    }

    private List<Applied> history() throws SQLException {
        List<Applied> history = new ArrayList<>();
        try (Connection connection = playground.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(ScriptHistoryRepository.HISTORY)) {
            while (rows.next()) {
                history.add(new Applied(rows.getString("script"), rows.getObject("checksum", Integer.class)));
            }
        }
        return history;
    }
}
