package com.wedsync.core.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.wedsync.core.testing.TestDatabase;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The specification's SQL functions, called as its SQL clients do: unqualified, as the service role. */
@QuarkusIntegrationTest
@WithTestResource(TestDatabase.class)
class SpecificationFunctionsIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI management = TestDatabase.management();

    @BeforeEach
    void the_service_has_migrated() {
        Readiness.await(management);
    }

    @Test
    void connections_are_counted_under_the_keys_of_the_specification() throws Exception {
        JsonNode stats = json("SELECT get_connection_stats()");

        assertThat(stats.get("max_connections").asInt()).isPositive();
        assertThat(stats.get("total_connections").asInt())
                .isGreaterThanOrEqualTo(stats.get("active_connections").asInt() + stats.get("idle_connections").asInt());
    }

    @Test
    @DisplayName("fault 2: performance has the keys of the specification, and a reason for each number that is unknown")
    void performance_is_known_or_says_why_not() throws Exception {
        JsonNode stats = json("SELECT get_performance_stats()");

        for (String key : new String[] { "avg_query_time", "slow_queries_count", "queries_per_second", "cache_hit_ratio" }) {
            assertThat(stats.has(key)).as(key).isTrue();
            assertThat(stats.get(key).isNull()).as(key + " unknown").isEqualTo(stats.path("unknown").has(key));
        }
    }

    @Test
    @DisplayName("fault 3: tables of all schemas by their full name, live rows")
    void table_sizes_name_the_schema() throws Exception {
        try (Connection connection = asService();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT size_mb, row_count
                        FROM get_table_sizes()
                        WHERE table_name = 'wedding.core_field'
                        """)) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getDouble("size_mb")).isPositive();
            assertThat(rows.getLong("row_count")).isBetween(1L, 100L);
        }
    }

    @ParameterizedTest
    @DisplayName("fault 1: what cannot run inside a function is queued, and the answer says so")
    @CsvSource({ "vacuum_analyze_table('guests'), table_vacuumed", "reindex_table('wedding.guest'), table_reindexed" })
    void long_work_is_queued(String call, String key) throws Exception {
        JsonNode answer = json("SELECT " + call);

        assertThat(answer.get("status").asText()).isEqualTo("queued");
        assertThat(answer.get("run_id").asText()).hasSize(36);
        assertThat(answer.get("note").asText()).isNotBlank();
        assertThat(answer.has(key)).isTrue();
    }

    @ParameterizedTest
    @DisplayName("fault 10: schema-qualified, plural and quoted names work")
    @ValueSource(strings = { "guests", "wedding.guest", "\"wedding\".\"guest\"" })
    void tables_are_analysed_by_any_of_their_names(String name) throws Exception {
        assertThat(json("SELECT analyze_table('" + name + "')").get("status").asText()).isEqualTo("completed");
    }

    @Test
    @DisplayName("fault 10: an unknown table is an error that names it")
    void an_unknown_table_is_an_error() {
        assertThatThrownBy(() -> json("SELECT analyze_table('public.gests')"))
                .isInstanceOfSatisfying(SQLException.class, refusal -> assertThat(refusal.getSQLState()).isEqualTo("42P01"));
    }

    @Test
    @DisplayName("fault 4: a backup is unknown with a reason until one is reported")
    void the_last_backup_is_the_one_reported() throws Exception {
        JsonNode answer = json("SELECT get_last_backup_time()");

        assertThat(answer.has("last_backup")).isTrue();
        assertThat(answer.get("last_backup").isNull()).isEqualTo(answer.hasNonNull("reason"));
    }

    @Test
    @DisplayName("fault 6: no function with its owner's rights is open to everybody or without a fixed search_path")
    void functions_that_act_as_their_owner_are_closed() throws SQLException {
        try (Connection connection = TestDatabase.connect("ops");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT count(*) AS functions,
                          count(*) FILTER (WHERE NOT coalesce(proconfig::text LIKE '%search_path=%', false)) AS loose,
                          count(*) FILTER (WHERE proacl IS NULL OR proacl::text ~ '[{,]=X') AS open
                        FROM pg_proc AS function
                        JOIN pg_namespace AS schema ON schema.oid = function.pronamespace
                        WHERE prosecdef AND nspname IN ('public', 'ops', 'wedding', 'sync')
                          AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = function.oid AND deptype = 'e')
                        """)) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt("functions")).isGreaterThanOrEqualTo(8);
            assertThat(rows.getInt("loose")).isZero();
            assertThat(rows.getInt("open")).isZero();
        }
    }

    @ParameterizedTest
    @DisplayName("fault 6: only the service role may call")
    @ValueSource(strings = { "wedsync_anon", "wedsync_authenticated" })
    void other_roles_may_not_call(String role) throws SQLException {
        try (Connection connection = TestDatabase.connect("app"); Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE " + role);
            assertThatThrownBy(() -> statement.executeQuery("SELECT get_connection_stats()"))
                    .isInstanceOfSatisfying(SQLException.class,
                            refusal -> assertThat(refusal.getSQLState()).isEqualTo("42501"));
        }
    }

    private static JsonNode json(String query) throws SQLException, IOException {
        try (Connection connection = asService();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return JSON.readTree(Objects.requireNonNull(rows.getString(1)));
        }
    }

    private static Connection asService() throws SQLException {
        Connection connection = TestDatabase.connect("app");
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE wedsync_service");
        }
        return connection;
    }
}
