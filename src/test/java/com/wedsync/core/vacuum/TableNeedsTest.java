package com.wedsync.core.vacuum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.database.Database;
import com.wedsync.core.database.Ops;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.TestServer;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class TableNeedsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    TableNeeds needs;

    @Inject
    @Ops
    Database ops;

    @AfterEach
    void drop_the_table() throws SQLException {
        administer("DROP TABLE public.needy");
    }

    @Test
    void scores_are_need_over_the_threshold_of_the_tables_own_options() throws SQLException {
        administer(
                "CREATE TABLE public.needy (id int) WITH (autovacuum_vacuum_threshold = 100, autovacuum_vacuum_scale_factor = 0.1,"
                        + " autovacuum_analyze_threshold = 50, autovacuum_analyze_scale_factor = 0, autovacuum_enabled = off)",
                "INSERT INTO public.needy SELECT generate_series(1, 1000)", "SELECT pg_stat_force_next_flush()",
                "VACUUM ANALYZE public.needy", "DELETE FROM public.needy WHERE id <= 400", "SELECT pg_stat_force_next_flush()",
                "SELECT 1");

        TableNeed needy = need();

        assertThat(needy.deadRows()).isEqualTo(400);
        assertThat(needy.vacuumScore()).isCloseTo(400 / 200.0, within(0.01));
        assertThat(needy.analyzeScore()).isCloseTo(400 / 50.0, within(0.01));
        assertThat(needy.score()).isEqualTo(needy.analyzeScore());
        assertThat(needy.autovacuumEnabled()).isFalse();
        assertThat(needy.lastVacuum()).isNotNull();
    }

    @Test
    void rows_that_were_only_inserted_need_a_look_too() throws SQLException {
        administer("CREATE TABLE public.needy (id int) WITH (autovacuum_vacuum_insert_threshold = 500,"
                + " autovacuum_vacuum_insert_scale_factor = 0, autovacuum_enabled = off)",
                "INSERT INTO public.needy SELECT generate_series(1, 1000)", "SELECT pg_stat_force_next_flush()", "SELECT 1");

        assertThat(need().insertScore()).isCloseTo(2.0, within(0.01));
        assertThat(need().vacuumScore()).isZero();
    }

    @Test
    void dead_rows_of_the_toast_table_count_for_the_table() throws SQLException {
        administer("CREATE TABLE public.needy (id int, text text) WITH (autovacuum_enabled = off,"
                + " toast.autovacuum_vacuum_threshold = 10, toast.autovacuum_vacuum_scale_factor = 0)",
                "ALTER TABLE public.needy ALTER COLUMN text SET STORAGE EXTERNAL",
                "INSERT INTO public.needy SELECT n, repeat(md5(n::text), 200) FROM generate_series(1, 20) AS n",
                "DELETE FROM public.needy", "SELECT pg_stat_force_next_flush()", "SELECT 1");

        TableNeed needy = need();

        assertThat(needy.deadRows()).isEqualTo(20);
        assertThat(needy.vacuumScore()).isGreaterThan(6);
    }

    @Test
    void a_table_close_to_forced_freezing_has_a_freeze_score() throws SQLException {
        administer("CREATE TABLE public.needy (id int) WITH (autovacuum_freeze_max_age = 100000, autovacuum_enabled = off)");
        long before = need().transactionIdAge();
        for (int transaction = 0; transaction < 5; transaction++) {
            administer("SELECT pg_current_xact_id()");
        }

        assertThat(need().transactionIdAge()).isGreaterThanOrEqualTo(before + 5);
        assertThat(need().transactionIdScore()).isCloseTo(need().transactionIdAge() / 100_000.0, within(0.001));
    }

    private TableNeed need() {
        return ops.with(needs::now).await().atMost(PATIENCE).stream().filter(need -> need.table().equals("public.needy"))
                .findFirst()
                .orElseThrow();
    }

    private static void administer(String... statements) throws SQLException {
        try (Connection connection = TestServer.get().connect("wedsync", "postgres");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
