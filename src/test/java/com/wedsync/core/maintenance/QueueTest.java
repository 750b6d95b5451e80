package com.wedsync.core.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.wedsync.core.testing.Eventually;
import com.wedsync.core.testing.Logs;
import com.wedsync.core.testing.TestDatabase;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;

/** What comes into ops.maintenance_run by other ways than HTTP: requests made in SQL, runs of killed services. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
@ExtendWith(Tended.class)
@Tag("database")
class QueueTest {

    @ParameterizedTest
    @DisplayName("fault 1: the SQL functions queue what a function cannot do, and the service does it")
    @CsvSource(quoteCharacter = '`', value = {
            "vacuum_analyze_table('tended.thing'), vacuum_analyze",
            "reindex_table('tended.thing'), reindex_table",
            "update_table_statistics(), update_statistics" })
    void requests_made_in_sql_are_run(String call, String action) throws Exception {
        String id = Tended.read("SELECT public." + call + " ->> 'run_id'");

        JsonPath run = Optimize.ended(id);
        assertThat(run.getString("status")).isEqualTo("succeeded");
        assertThat(run.getString("action")).isEqualTo(action);
        assertThat(run.getString("requested_by")).isEqualTo("postgres");
        assertThat(Tended.read("SELECT n_dead_tup = 0 AND last_analyze IS NOT NULL OR '" + action + "' = 'reindex_table' "
                + "FROM pg_stat_user_tables WHERE relid = 'tended.thing'::regclass")).isEqualTo("t");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {
            "vacuum_analyze_table('tended.thing'), reindex_table('tended.thing')",
            "reindex_table('tended.thing'), reindex_table('tended.other')",
            "update_table_statistics(), vacuum_analyze_table('tended.thing')" })
    void the_same_request_made_many_times_in_sql_is_queued_once(String call, String other) throws Exception {
        List<String> ids = new ArrayList<>();
        try (Connection client = Tended.transaction("SELECT"); Statement statement = client.createStatement()) {
            for (String wanted : List.of(call, call, other, call)) {
                try (var rows = statement.executeQuery("SELECT public." + wanted + " ->> 'run_id'")) {
                    rows.next();
                    ids.add(rows.getString(1));
                }
            }
            client.commit();
        }

        assertThat(ids.get(1)).isEqualTo(ids.get(0)).isEqualTo(ids.get(3)).isNotEqualTo(ids.get(2));
        assertThat(Tended
                .read("SELECT count(*) FROM ops.audit_entry WHERE detail ->> 'run_id' = '%s' AND detail ->> 'status' = 'queued'"
                        .formatted(ids.get(0))))
                .isEqualTo("1");
        Optimize.ended(ids.get(0));
        Optimize.ended(ids.get(2));
        String again = Tended.read("SELECT public." + call + " ->> 'run_id'");
        assertThat(again).as("it is not queued any more").isNotEqualTo(ids.get(0));
        Optimize.ended(again);
    }

    @Test
    void a_queued_run_whose_table_was_dropped_meanwhile_fails_and_says_so() throws Exception {
        String id;
        try (Connection client = Tended.transaction("DROP TABLE tended.other");
                Statement statement = client.createStatement()) {
            id = insert(statement, "gen_random_uuid()", "'queued'", "NULL, NULL",
                    "'tended.other'", "4000000001");
            client.commit();
        }
        JsonPath run = Optimize.ended(id);
        assertThat(run.getString("status")).isEqualTo("failed");
        assertThat(run.getString("problem.type")).isEqualTo("/problems/table-not-found");
    }

    @Test
    void a_run_of_a_killed_service_becomes_interrupted_once_its_backend_is_gone_and_its_leftovers_are_dropped()
            throws Exception {
        leaveInvalidIndexBehind();
        String id;
        try (Logs logs = Logs.from(Level.WARNING); Connection backend = Tended.connect(Tended.ADMINISTRATOR)) {
            try (Statement statement = backend.createStatement()) {
                statement.execute(
                        "SELECT pg_advisory_lock(" + LockRepository.KEYSPACE + ", 'tended.thing'::regclass::oid::integer)");
                id = insert(statement, "gen_random_uuid()", "'running'", "now(), pg_backend_pid()", "'tended.thing'",
                        "'tended.thing'::regclass");
                String other = insert(statement, "gen_random_uuid()", "'running'", "now(), 1", "'tended.other'",
                        "'tended.other'::regclass");

                assertThat(Optimize.ended(other).getString("status")).isEqualTo("interrupted");
                assertThat(Optimize.run(id).getString("status")).as("its backend still works").isEqualTo("running");
            }
            backend.close();

            JsonPath run = Optimize.ended(id);
            assertThat(run.getString("status")).isEqualTo("interrupted");
            assertThat(run.getString("problem.detail")).contains("killed-host/1", "was killed");
            Eventually.get(QueueTest::leftovers, "0"::equals);
            assertThat(logs.lines()).anyMatch(line -> line.contains("action=reindex_table table=tended.thing run=" + id));
        }
        assertThat(Tended.read("SELECT string_agg(actor || ' ' || (detail ->> 'status'), ', ') FROM ops.audit_entry "
                + "WHERE detail ->> 'run_id' = '" + id + "'")).isEqualTo("core-database interrupted");
    }

    @Test
    void reindex_drops_what_an_interrupted_one_left_and_lists_it() throws Exception {
        leaveInvalidIndexBehind();
        assertThat(leftovers()).isNotEqualTo("0");

        assertThat(Optimize.post("reindex_table", "tended.thing").statusCode(200).extract().jsonPath()
                .getList("result.leftovers.dropped")).asString().contains("tended.thing_", "_ccnew");

        assertThat(leftovers()).isEqualTo("0");
    }

    @Test
    void an_invalid_index_of_another_origin_is_left_alone_and_listed() throws Exception {
        Tended.execute(Tended.OWNER, "CREATE TABLE tended.twice (id integer)", "INSERT INTO tended.twice VALUES (1), (1)");
        try {
            Tended.execute(Tended.OWNER, "CREATE UNIQUE INDEX CONCURRENTLY twice_idx ON tended.twice (id)");
        } catch (SQLException notUnique) {
            assertThat(notUnique.getSQLState()).isEqualTo("23505");
        }

        JsonPath answer = Optimize.post("reindex_table", "tended.twice").statusCode(200).extract().jsonPath();

        assertThat(answer.getList("result.leftovers.dropped")).isEmpty();
        assertThat(answer.getString("result.indexes_not_rebuilt[0].name")).isEqualTo("tended.twice_idx");
        assertThat(answer.getString("result.indexes_not_rebuilt[0].reason")).contains("invalid");
    }

    /** As a client with a short lock_timeout does: the wait for a writer ends, the half-built index stays. */
    private static void leaveInvalidIndexBehind() throws Exception {
        try (Connection writer = Tended.transaction("INSERT INTO tended.thing VALUES (0, 'nobody', '')")) {
            Tended.execute(Tended.OWNER, "SET lock_timeout = '100ms'", "REINDEX TABLE CONCURRENTLY tended.thing");
            throw new AssertionError("nothing was in the way");
        } catch (SQLException gaveUp) {
            assertThat(gaveUp.getSQLState()).isEqualTo("55P03");
        }
    }

    private static String insert(Statement statement, String id, String status, String startedAtAndPid, String table,
            String relation) throws SQLException {
        try (var rows = statement.executeQuery("""
                INSERT INTO ops.maintenance_run
                  (id, status, started_at, backend_pid, table_name, relation, action, instance, requested_by)
                VALUES (%s, %s, %s, %s, %s, 'reindex_table', 'killed-host/1', 'somebody')
                RETURNING id
                """.formatted(id, status, startedAtAndPid, table, relation))) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static String leftovers() throws Exception {
        return Tended.read("SELECT count(*) FROM pg_index WHERE indrelid = 'tended.thing'::regclass AND NOT indisvalid");
    }
}
