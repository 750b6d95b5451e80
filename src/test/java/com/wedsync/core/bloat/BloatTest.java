package com.wedsync.core.bloat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.wedsync.core.database.Database;
import com.wedsync.core.database.Ops;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.TestServer;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** Estimates against what pgstattuple counts. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
@Tag("long")
class BloatTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Counters not yet flushed would be added to those that ANALYZE sets. */
    private static final String FLUSH = "SELECT pg_stat_force_next_flush()";
    private static final double PERCENT_OF_COUNTED = 15;

    @Inject
    Bloats bloats;

    @Inject
    @Ops
    Database ops;

    @BeforeEach
    void a_schema() throws SQLException {
        administer("CREATE EXTENSION IF NOT EXISTS pgstattuple SCHEMA public", "CREATE SCHEMA bloated");
    }

    @AfterEach
    void drop_it() throws SQLException {
        administer("DROP SCHEMA bloated CASCADE", "DROP EXTENSION pgstattuple");
    }

    /** Columns as tables of this service have them: fixed ones, texts, ones that are often NULL, wide ones. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "id int, number bigint | n, n | 100",
            "id int, name text | n, md5(n::text) | 100",
            "id uuid, couple uuid, name text, note text, at timestamptz | gen_random_uuid(), gen_random_uuid(), repeat('x', n % 40), CASE WHEN n % 3 = 0 THEN repeat('y', n % 90) END, now() | 100",
            "a smallint, b bigint, c boolean, d text, e int | 1, n, n % 2 = 0, CASE WHEN n % 2 = 0 THEN md5(n::text) END, n | 100",
            "id int, wide text | n, repeat('w', 500 + n % 100) | 100",
            "id int, name text | n, md5(n::text) | 80" })
    void the_bloat_of_a_table_is_what_is_counted(String columns, String values, int fillFactor) throws SQLException {
        administer(
                "CREATE TABLE bloated.thing (" + columns + ") WITH (autovacuum_enabled = off, fillfactor = " + fillFactor + ")",
                "INSERT INTO bloated.thing SELECT " + values + " FROM generate_series(1, 60000) AS n");
        for (int share : new int[] { 0, 3, 2 }) {
            if (share > 0) {
                administer("DELETE FROM bloated.thing WHERE (ctid::text::point)[1]::int % " + share + " = 0");
            }
            administer(FLUSH, "VACUUM (TRUNCATE off) bloated.thing", "ANALYZE bloated.thing");

            Bloat bloat = bloat("bloated.thing");

            double counted = ask(
                    """
                            SELECT greatest(0, table_len - (table_len - free_space - dead_tuple_len) * 100.0 / %d) FROM pgstattuple('bloated.thing')
                            """
                            .formatted(fillFactor));
            assertThat((double) Objects.requireNonNull(bloat.bytes().value()) / bloat.sizeBytes())
                    .as("%s after deleting every %d.", columns, share)
                    .isCloseTo(counted / bloat.sizeBytes(),
                            within(share == 0 ? 0.05 : PERCENT_OF_COUNTED / 100 * counted / bloat.sizeBytes()));
            assertThat(bloat.confidence()).isEqualTo(Confidence.HIGH);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "id bigint, name text | n, md5(n::text) | id",
            "id bigint, name text | n, md5(n::text) | name",
            "id bigint, name text | n % 50, md5(n::text) | id",
            "id uuid, at timestamptz | gen_random_uuid(), now() | id, at" })
    void the_bloat_of_an_index_is_what_building_it_anew_gives_back(String columns, String values, String key)
            throws SQLException {
        administer("CREATE TABLE bloated.thing (" + columns + ") WITH (autovacuum_enabled = off)",
                "CREATE INDEX thing_idx ON bloated.thing (" + key + ")",
                "INSERT INTO bloated.thing SELECT " + values + " FROM generate_series(1, 300000) AS n",
                "DELETE FROM bloated.thing WHERE (ctid::text::point)[1]::int % 2 = 0",
                FLUSH, "VACUUM bloated.thing", "ANALYZE bloated.thing");
        Bloat before = bloat("bloated.thing_idx");

        administer("REINDEX INDEX bloated.thing_idx");
        double given = before.sizeBytes() - ask("SELECT pg_relation_size('bloated.thing_idx')");

        assertThat(before.percent().value()).isCloseTo(100 * given / before.sizeBytes(), within(5.0));
        assertThat(before.confidence()).isEqualTo(Confidence.MEDIUM);
    }

    @Test
    void without_statistics_it_is_unknown() throws SQLException {
        administer("CREATE TABLE bloated.thing (id int, name text) WITH (autovacuum_enabled = off)",
                "INSERT INTO bloated.thing SELECT n, md5(n::text) FROM generate_series(1, 60000) AS n", "VACUUM bloated.thing");

        Bloat bloat = bloat("bloated.thing");

        assertThat(bloat.bytes().value()).isNull();
        assertThat(bloat.bytes().reason()).isEqualTo("a column has no statistics: ANALYZE bloated.thing");
        assertThat(bloat.isConfident()).isFalse();
    }

    @Test
    void after_many_changes_it_is_not_relied_on() throws SQLException {
        administer("CREATE TABLE bloated.thing (id int, name text) WITH (autovacuum_enabled = off)",
                "INSERT INTO bloated.thing SELECT n, md5(n::text) FROM generate_series(1, 60000) AS n", FLUSH,
                "VACUUM ANALYZE bloated.thing", "DELETE FROM bloated.thing WHERE id % 2 = 0",
                FLUSH, "SELECT 1");

        assertThat(bloat("bloated.thing").confidence()).isEqualTo(Confidence.LOW);
    }

    private Bloat bloat(String name) {
        return ops.with(bloats::now).await().atMost(PATIENCE).stream().filter(bloat -> bloat.name().equals(name)).findFirst()
                .orElseThrow();
    }

    private static double ask(String sql) throws SQLException {
        try (Connection connection = administrator();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getDouble(1);
        }
    }

    private static void administer(String... statements) throws SQLException {
        try (Connection connection = administrator(); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static Connection administrator() throws SQLException {
        return TestServer.get().connect("wedsync", "postgres");
    }
}
