package com.wedsync.core.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.sql.Connection;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.wedsync.core.testing.TestDatabase;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@WithTestResource(TestDatabase.class)
@ExtendWith(Tended.class)
@Tag("database")
class OptimizeTest {

    @Test
    @DisplayName("fault 1: VACUUM runs outside of transactions, and dead rows are gone")
    void vacuum_removes_dead_rows_and_says_how_many() throws Exception {
        Tended.execute(Tended.OWNER, "DELETE FROM tended.thing WHERE id % 3 = 0");

        Optimize.post("vacuum_analyze", "tended.thing").statusCode(200)
                .body("success", equalTo(true))
                .body("action", equalTo("vacuum_analyze"))
                .body("table_name", equalTo("tended.thing"))
                .body("timestamp", notNullValue())
                .body("result.status", equalTo("completed"))
                .body("result.table", equalTo("tended.thing"))
                .body("result.dead_tuples_before", equalTo(1000))
                .body("result.dead_tuples_after", equalTo(0))
                .body("result.live_tuples_after", equalTo(2000))
                .body("result.size_before_bytes", greaterThan(500_000))
                .body("result.size_after_bytes", greaterThan(500_000))
                .body("result.last_vacuum", notNullValue())
                .body("result.last_analyze", notNullValue())
                .body("result.unknown.size()", equalTo(0));

        assertThat(Tended.read("SELECT n_dead_tup || ' ' || vacuum_count FROM pg_stat_user_tables "
                + "WHERE relid = 'tended.thing'::regclass")).isEqualTo("0 1");
    }

    @Test
    void analyze_collects_the_planners_statistics() throws Exception {
        assertThat(statisticsOfThing()).isEqualTo("0");

        Optimize.post("analyze_table", "tended.thing").statusCode(200)
                .body("result.live_tuples_after", equalTo(3000))
                .body("result.last_vacuum", nullValue())
                .body("result.last_analyze", notNullValue());

        assertThat(statisticsOfThing()).isEqualTo("3");
    }

    @Test
    void reindex_builds_every_index_anew_without_leaving_any_behind() throws Exception {
        String files = "SELECT string_agg(pg_relation_filenode(indexrelid)::text, ' ' ORDER BY indexrelid::regclass::text) "
                + "FROM pg_index WHERE indrelid = 'tended.thing'::regclass";
        List<String> before = List.of(Tended.read(files).split(" "));

        Optimize.post("reindex_table", "tended.thing").statusCode(200)
                .body("result.indexes_rebuilt", hasItems("tended.thing_name_idx", "tended.thing_pkey"))
                .body("result.indexes_not_rebuilt.size()", equalTo(0))
                .body("result.leftovers.dropped.size()", equalTo(0));

        List<String> after = List.of(Tended.read(files).split(" "));
        assertThat(after).hasSize(2).doesNotContainAnyElementsOf(before);
    }

    @Test
    void update_statistics_analyzes_every_table_and_lists_the_ones_it_had_to_skip() throws Exception {
        Tended.execute(Tended.ADMINISTRATOR, "CREATE SCHEMA foreign_to_us", "CREATE TABLE foreign_to_us.thing (id integer)");
        try (Connection locker = Tended.transaction("LOCK TABLE tended.other IN SHARE MODE")) {
            Optimize.post("update_statistics", null).statusCode(200)
                    .body("table_name", nullValue())
                    .body("result.tables_analyzed", greaterThan(10))
                    .body("result.tables_skipped.find { it.name == 'tended.other' }.reason",
                            equalTo("it is locked by another session"))
                    .body("result.tables_skipped.find { it.name == 'foreign_to_us.thing' }.reason",
                            equalTo("the service's database log-in may not maintain it"));
        } finally {
            Tended.execute(Tended.ADMINISTRATOR, "DROP SCHEMA foreign_to_us CASCADE");
        }
        assertThat(statisticsOfThing()).isEqualTo("3");
        assertThat(Tended.read("SELECT last_analyze IS NOT NULL FROM pg_stat_user_tables "
                + "WHERE relid = 'wedding.guest'::regclass")).isEqualTo("t");
    }

    @Test
    void a_partitioned_table_and_a_materialized_view_are_tended_as_well() throws Exception {
        Tended.execute(Tended.OWNER,
                "CREATE TABLE tended.parted (id integer PRIMARY KEY) PARTITION BY RANGE (id)",
                "CREATE TABLE tended.parted_low PARTITION OF tended.parted FOR VALUES FROM (0) TO (100)",
                "CREATE TABLE tended.parted_high PARTITION OF tended.parted FOR VALUES FROM (100) TO (200)",
                "INSERT INTO tended.parted SELECT generate_series(0, 199)",
                "DELETE FROM tended.parted WHERE id < 50");

        Optimize.post("vacuum_analyze", "tended.parted").statusCode(200)
                .body("result.dead_tuples_before", equalTo(50))
                .body("result.dead_tuples_after", equalTo(0))
                .body("result.live_tuples_after", equalTo(150));
        Optimize.post("reindex_table", "tended.parted").statusCode(200)
                .body("result.indexes_rebuilt", contains("tended.parted_high_pkey", "tended.parted_low_pkey"));
        for (String action : List.of("vacuum_analyze", "analyze_table", "reindex_table")) {
            Optimize.post(action, "tended.thing_count").statusCode(200);
        }
    }

    @ParameterizedTest
    @DisplayName("fault 10: schema-qualified, quoted and plural names mean the table that they say")
    @CsvSource(quoteCharacter = '\'', value = {
            "guests, wedding.guest",
            "guest, wedding.guest",
            "public.guests, wedding.guest",
            "wedding.guest, wedding.guest",
            "WEDDING.Guest, wedding.guest",
            "'\"wedding\".\"guest\"', wedding.guest",
            "suppliers, wedding.supplier",
            "tended.thing, tended.thing",
    })
    void names_mean_the_table_that_they_say(String name, String table) {
        Optimize.post("analyze_table", name).statusCode(200)
                .body("table_name", equalTo(name))
                .body("result.table", equalTo(table));
    }

    @Test
    void a_table_may_have_the_strangest_name() throws Exception {
        String strange = "\"Thing \"\"; DROP TABLE tended.thing; --\"";
        Tended.execute(Tended.OWNER, "CREATE TABLE tended." + strange + " (id integer PRIMARY KEY)");

        for (String action : List.of("vacuum_analyze", "analyze_table", "reindex_table")) {
            Optimize.post(action, "tended." + strange).statusCode(200).body("result.table", equalTo("tended." + strange));
        }

        assertThat(Tended.read("SELECT count(*) FROM tended.thing")).isEqualTo("3000");
    }

    @ParameterizedTest
    @DisplayName("fault 10: a table that does not exist is a 404 problem")
    @ValueSource(strings = { "tended.nothing", "nothing", "\"Guest\"", "nowhere.guest", "\"wedding.guest\"" })
    void a_table_that_does_not_exist_is_a_404_problem(String name) {
        Optimize.post("vacuum_analyze", name).statusCode(404).body("type", equalTo("/problems/table-not-found"))
                .body("detail", containsString("does not exist"));
    }

    @ParameterizedTest
    @CsvSource({ "tended.thing_view, a view", "tended.thing_sequence, a sequence", "tended.thing_name_idx, an index",
            "pg_catalog.pg_class, belongs to the system" })
    void what_is_not_a_table_is_a_422_problem(String name, String what) {
        Optimize.post("analyze_table", name).statusCode(422).body("type", equalTo("/problems/not-a-table"))
                .body("detail", containsString(what));
    }

    @Test
    void a_foreign_table_is_a_422_problem() throws Exception {
        Tended.execute(Tended.ADMINISTRATOR, "CREATE EXTENSION postgres_fdw SCHEMA tended",
                "CREATE SERVER elsewhere FOREIGN DATA WRAPPER postgres_fdw",
                "CREATE FOREIGN TABLE tended.faraway (id integer) SERVER elsewhere");

        Optimize.post("vacuum_analyze", "tended.faraway").statusCode(422).body("type", equalTo("/problems/not-a-table"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "vacuum_analyze", "analyze_table", "reindex_table" })
    void a_table_that_the_log_in_may_not_maintain_is_a_403_problem(String action) throws Exception {
        Tended.execute(Tended.ADMINISTRATOR, "REVOKE USAGE ON SCHEMA tended FROM wedsync_ops",
                "ALTER TABLE tended.thing OWNER TO postgres", "ALTER SCHEMA tended OWNER TO postgres");

        Optimize.post(action, "tended.thing").statusCode(403)
                .body("type", equalTo("/problems/not-permitted-by-database"))
                .body("table", equalTo("tended.thing"));

        assertThat(Tended.read("SELECT count(*) FROM ops.maintenance_run WHERE relation = 'tended.thing'::regclass"))
                .isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource({ "vacuum_analyze, SHARE UPDATE EXCLUSIVE, ShareUpdateExclusiveLock",
            "analyze_table, ACCESS EXCLUSIVE, AccessExclusiveLock", "reindex_table, SHARE, ShareLock" })
    void a_locked_table_is_a_409_problem_that_names_the_session_but_not_its_query(String action, String mode, String lock)
            throws Exception {
        try (Connection locker = Tended.transaction("LOCK TABLE tended.thing IN " + mode + " MODE -- secret")) {
            String problem = Optimize.post(action, "tended.thing").statusCode(409)
                    .body("type", equalTo("/problems/table-locked"))
                    .body("table", equalTo("tended.thing"))
                    .body("blocked_by.size()", equalTo(1))
                    .body("blocked_by[0].pid", equalTo(locker.unwrap(org.postgresql.PGConnection.class).getBackendPID()))
                    .body("blocked_by[0].user", equalTo("postgres"))
                    .body("blocked_by[0].application_name", equalTo("PostgreSQL JDBC Driver"))
                    .body("blocked_by[0].state", equalTo("idle in transaction"))
                    .body("blocked_by[0].since", notNullValue())
                    .body("blocked_by[0].lock_mode", equalTo(lock))
                    .body("blocked_by[0].granted", equalTo(true))
                    .extract().asString();

            assertThat(problem).doesNotContain("secret", "LOCK TABLE");
        }
        assertThat(Tended.read("SELECT count(*) FROM pg_index WHERE indrelid = 'tended.thing'::regclass AND NOT indisvalid"))
                .isEqualTo("0");
        Optimize.post(action, "tended.thing").statusCode(200);
    }

    @Test
    void a_request_and_its_end_are_in_the_audit_log() throws Exception {
        String id = Optimize.post("analyze_table", "tended.thing").extract().path("result.run_id");

        assertThat(Tended.read("SELECT string_agg(concat_ws(' ', actor, action, subject, detail ->> 'status'), ', ' "
                + "ORDER BY sequence) FROM ops.audit_entry WHERE detail ->> 'run_id' = '" + id + "'"))
                .isEqualTo("operator analyze_table tended.thing queued, operator analyze_table tended.thing succeeded");
        assertThat(Tended.read("SELECT count(*) FROM ops.verify_audit()")).isEqualTo("0");
    }

    private static String statisticsOfThing() throws Exception {
        return Tended.read("SELECT count(*) FROM pg_stats WHERE schemaname = 'tended' AND tablename = 'thing'");
    }
}
