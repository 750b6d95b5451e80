package com.wedsync.core.migration.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.wedsync.core.testing.Eventually;
import com.wedsync.core.testing.TestServer;

@Tag("database")
@Timeout(30)
class LockRulesTest {

    private Bench bench;

    @BeforeEach
    void open() throws SQLException {
        bench = Bench.open();
    }

    @AfterEach
    void close() throws SQLException {
        bench.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            block-readers play.guest  | ALTER TABLE play.guest ADD COLUMN chair text
            block-readers play.couple | LOCK TABLE play.couple IN ROW SHARE MODE; LOCK TABLE play.couple
            block-writers play.guest  | LOCK TABLE play.guest IN EXCLUSIVE MODE
            block-writers play.guest  | LOCK TABLE play.guest IN SHARE ROW EXCLUSIVE MODE
            block-writers play.couple | LOCK TABLE play.couple IN SHARE MODE
            block-writers play.couple | CREATE TABLE play.seat (couple bigint REFERENCES play.couple)
            """)
    void locks_that_others_wait_for_are_told(String expected, String sql) throws SQLException {
        assertThat(bench.transaction(sql)).extracting(one -> one.rule() + " " + one.object()).containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = { "LOCK TABLE play.guest IN SHARE UPDATE EXCLUSIVE MODE", "SELECT FROM play.guest FOR UPDATE",
            "INSERT INTO play.couple VALUES (1)", "CREATE TABLE play.seat (id uuid); LOCK TABLE play.seat" })
    void other_locks_are_not(String sql) throws SQLException {
        assertThat(bench.transaction(sql)).isEmpty();
    }

    @Test
    void what_a_serializable_script_has_read_is_no_lock() throws SQLException {
        bench.connection().setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);

        assertThat(bench.transaction("SELECT FROM play.guest")).isEmpty();
    }

    @Test
    void modes_conflict_as_the_manual_says() {
        assertThat(LockMode.ACCESS_EXCLUSIVE.conflicting()).hasSize(8);
        assertThat(LockMode.EXCLUSIVE.conflicting()).hasSize(7).doesNotContain("AccessShareLock");
        assertThat(LockMode.SHARE_ROW_EXCLUSIVE.conflicting()).containsExactly("RowExclusiveLock", "ShareUpdateExclusiveLock",
                "ShareLock", "ShareRowExclusiveLock", "ExclusiveLock", "AccessExclusiveLock");
        assertThat(LockMode.SHARE.conflicting()).containsExactly("RowExclusiveLock", "ShareUpdateExclusiveLock",
                "ShareRowExclusiveLock", "ExclusiveLock", "AccessExclusiveLock");
        assertThat(LockMode.SHARE_UPDATE_EXCLUSIVE.conflicting()).containsExactly("ShareUpdateExclusiveLock", "ShareLock",
                "ShareRowExclusiveLock", "ExclusiveLock", "AccessExclusiveLock");
        assertThat(LockMode.ROW_EXCLUSIVE.conflicting()).containsExactly("ShareLock", "ShareRowExclusiveLock", "ExclusiveLock",
                "AccessExclusiveLock");
        assertThat(LockMode.ROW_SHARE.conflicting()).containsExactly("ExclusiveLock", "AccessExclusiveLock");
        assertThat(LockMode.ACCESS_SHARE.conflicting()).containsExactly("AccessExclusiveLock");
    }

    @Test
    void only_sessions_whose_locks_conflict_are_in_the_way() throws SQLException {
        try (Connection reader = begin("a reader", "SELECT FROM play.guest");
                Connection writer = begin("a writer", "INSERT INTO play.guest (name) VALUES ('Ada')");
                Connection other = begin("elsewhere", "SELECT FROM play.couple")) {
            assertThat(inTheWay(LockMode.ACCESS_EXCLUSIVE)).containsExactly("a reader", "a writer");
            assertThat(inTheWay(LockMode.SHARE)).containsExactly("a writer");
            assertThat(inTheWay(LockMode.SHARE_UPDATE_EXCLUSIVE)).isEmpty();
            assertThat(inTheWay(null)).isEmpty();

            assertThat(tables().look("play.guest", LockMode.SHARE, false).sessions()).singleElement().satisfies(session -> {
                assertThat(session.pid()).isPositive();
                assertThat(session.state()).isEqualTo("idle in transaction");
                assertThat(session.inTransactionMs()).isNotNegative();
                assertThat(session.lockModes()).containsExactly("RowExclusiveLock");
            });
        }
    }

    @Test
    void who_builds_concurrently_waits_for_old_transactions_whatever_they_do() throws Exception {
        try (Connection old = begin("old", "SELECT pg_current_xact_id()")) {
            Eventually.get(() -> inTheWay(LockMode.SHARE_UPDATE_EXCLUSIVE, true), sessions -> sessions.contains("old"));

            assertThat(inTheWay(LockMode.SHARE_UPDATE_EXCLUSIVE, false)).isEmpty();
        }
    }

    @Test
    void a_table_tells_its_size_and_its_rows() throws SQLException {
        assertThat(tables().look("play.guest", null, false)).extracting(LiveTable::estimatedRows, LiveTable::unknown)
                .containsExactly(null, "it was never analyzed");
        bench.execute("INSERT INTO play.couple SELECT generate_series(1, 1000); ANALYZE play.couple");

        LiveTable couple = tables().look("play.couple", null, false);

        assertThat(couple.sizeBytes()).isEqualTo(Long.valueOf(bench.value("SELECT pg_total_relation_size('play.couple')")));
        assertThat(couple.estimatedRows()).isEqualTo(1000);
        assertThat(couple.unknown()).isNull();
    }

    @Test
    void what_is_not_known_of_a_table_is_told_with_the_reason() throws SQLException {
        assertThat(tables().look("play.nowhere", LockMode.SHARE, false))
                .isEqualTo(new LiveTable("play.nowhere", null, null, "the database does not have it", List.of()));

        try (Connection holder = begin("holder", "LOCK TABLE play.guest")) {
            LiveTable locked = tables().look("play.guest", LockMode.SHARE, false);

            assertThat(locked.sizeBytes()).isNull();
            assertThat(locked.unknown()).isEqualTo("somebody has it locked");
            assertThat(locked.sessions()).extracting(Obstacle::lockModes).containsExactly(List.of("AccessExclusiveLock"));
        }
        assertThat(bench.connection().getAutoCommit()).isTrue();
        assertThat(bench.value("SHOW lock_timeout")).isEqualTo("0");
    }

    private LiveTables tables() {
        return new LiveTables(bench.connection());
    }

    private List<String> inTheWay(@org.jspecify.annotations.Nullable LockMode mode) throws SQLException {
        return tables().look("play.guest", mode, false).sessions().stream().map(session -> "" + session.application()).toList();
    }

    private List<String> inTheWay(LockMode mode, boolean transactions) {
        try {
            return tables().look("play.guest", mode, transactions).sessions().stream().map(one -> "" + one.application())
                    .toList();
        } catch (SQLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Connection begin(String application, String sql) throws SQLException {
        Connection connection = TestServer.get().connect("postgres", "postgres");
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET application_name = '" + application + "'");
            connection.setAutoCommit(false);
            statement.execute(sql);
        }
        return connection;
    }
}
