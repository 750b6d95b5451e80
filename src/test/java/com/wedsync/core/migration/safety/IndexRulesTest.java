package com.wedsync.core.migration.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("database")
@Timeout(30)
class IndexRulesTest {

    private static final String CREATE = "CREATE INDEX CONCURRENTLY guest_age_idx ON play.guest (age)";
    private Bench bench;

    @BeforeEach
    void open() throws SQLException {
        bench = Bench.open();
    }

    @AfterEach
    void close() throws SQLException {
        bench.close();
    }

    @Test
    void an_index_built_concurrently_only_waits_for_transactions() throws SQLException {
        assertThat(judged(CREATE)).containsExactly("wait-for-transactions play.guest_age_idx");
    }

    @Test
    void an_index_built_without_a_transaction_but_not_concurrently_makes_writers_wait() throws SQLException {
        assertThat(judged("CREATE INDEX guest_age_idx ON play.guest (age)"))
                .containsExactly("index-in-transaction play.guest_age_idx");
    }

    @Test
    void an_index_of_a_new_table_is_in_nobody_s_way() throws SQLException {
        bench.execute("CREATE TABLE play.seat (id uuid)");

        assertThat(judged("CREATE INDEX seat_idx ON play.seat (id)")).isEmpty();
    }

    @Test
    void an_index_is_dropped_concurrently() throws SQLException {
        assertThat(judged("DROP INDEX CONCURRENTLY play.guest_couple_idx")).isEmpty();
    }

    @Test
    void an_index_that_is_dropped_without_a_transaction_but_not_concurrently_makes_all_wait() throws SQLException {
        assertThat(judged("DROP INDEX play.guest_couple_idx"))
                .containsExactly("drop-index-in-transaction play.guest_couple_idx");
    }

    @Test
    void an_index_is_rebuilt_concurrently() throws SQLException {
        assertThat(judged("REINDEX INDEX CONCURRENTLY play.guest_couple_idx"))
                .containsExactly("wait-for-transactions play.guest_couple_idx");
        assertThat(judged("REINDEX TABLE CONCURRENTLY play.couple")).containsExactly("wait-for-transactions play.couple_pkey");
    }

    @ParameterizedTest
    @ValueSource(strings = { "REINDEX SCHEMA play", "REINDEX /* CONCURRENTLY */ SCHEMA play" })
    void indexes_that_are_rebuilt_without_a_transaction_but_not_concurrently_make_all_wait(String reindex) throws SQLException {
        assertThat(judged(reindex)).containsExactlyInAnyOrder("rebuild-index play.couple_pkey",
                "rebuild-index play.guest_couple_idx", "rebuild-index play.guest_name_key", "rebuild-index play.guest_pkey");
    }

    @Test
    void a_unique_index_is_dropped_when_another_one_does_the_same() throws SQLException {
        bench.execute("ALTER TABLE play.guest DROP CONSTRAINT guest_name_key; CREATE UNIQUE INDEX old ON play.guest (name)");
        bench.look();
        bench.execute("CREATE UNIQUE INDEX \"new ON\" ON play.guest (name)");

        assertThat(judged("DROP INDEX CONCURRENTLY play.old")).isEmpty();
        assertThat(judged("DROP INDEX CONCURRENTLY play.\"new ON\"")).containsExactly("drop-unique play.\"new ON\"");
    }

    @Test
    void a_unique_index_on_other_columns_or_rows_does_not_do_the_same() throws SQLException {
        bench.execute("ALTER TABLE play.guest DROP CONSTRAINT guest_name_key; CREATE UNIQUE INDEX old ON play.guest (name)");
        bench.look();
        bench.execute(
                "CREATE UNIQUE INDEX ON play.guest (name, couple); CREATE UNIQUE INDEX ON play.guest (name) WHERE age > 1");

        assertThat(judged("DROP INDEX CONCURRENTLY play.old")).containsExactly("drop-unique play.old");
    }

    @Test
    void an_invalid_index_that_a_script_leaves_is_found() throws SQLException {
        bench.execute("INSERT INTO play.guest (name, couple) VALUES ('a', 1), ('b', 1)");
        Step.State before = bench.state();
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                () -> bench.execute("CREATE UNIQUE INDEX CONCURRENTLY twin_idx ON play.guest (couple)"))).isNotNull();

        assertThat(Indexes.of(new Step(false, List.of(), before.catalogue(), before, bench.state(), java.util.Map.of())))
                .extracting(Suspicion::toString)
                .containsExactly(Suspicion.of(ScriptRule.INVALID_INDEX, "play.twin_idx",
                        "play.twin_idx was left invalid: it costs writes, serves no reads and enforces nothing", "play.guest")
                        .toString());
    }

    @ParameterizedTest
    @ValueSource(strings = { CREATE, "create unique index concurrently guest_age_idx on play.guest (age)",
            "CREATE INDEX CONCURRENTLY IF NOT EXISTS guest_age_idx ON play.guest (age)",
            "-- a comment\nCREATE\n  INDEX CONCURRENTLY guest_age_idx\nON play.guest (age)",
            "CREATE INDEX /* slow */ CONCURRENTLY -- quick\n guest_age_idx ON play.guest (age)",
            "CREATE INDEX CONCURRENTLY \"guest_age_idx\"ON ONLY \"play\".\"guest\" (age)",
            "CREATE INDEX CONCURRENTLY Guest_Age_Idx ON play.guest (age)" })
    void a_script_that_does_not_drop_what_it_builds_cannot_be_run_again(String create) {
        String drop = "DROP INDEX CONCURRENTLY IF EXISTS ";

        assertThat(Repeats.of(List.of(create))).extracting(Suspicion::rule, Suspicion::object)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(ScriptRule.NOT_REPEATABLE, "guest_age_idx"));
        assertThat(Repeats.of(List.of(create, drop + "play.guest_age_idx"))).hasSize(1);
        assertThat(Repeats.of(List.of(drop + "play.guest_age_idx2", create))).hasSize(1);
        assertThat(Repeats.of(List.of("DROP INDEX CONCURRENTLY play.guest_age_idx", create))).hasSize(1);
        assertThat(Repeats.of(List.of(drop + "play.guest_age_idx", create))).isEmpty();
        assertThat(Repeats.of(List.of(drop + "guest_age_idx", create))).isEmpty();
        assertThat(Repeats.of(List.of(drop + "\"play\" . \"guest_age_idx\"", create))).isEmpty();
        assertThat(Repeats.of(List.of(drop + "-- first\n play.GUEST_AGE_IDX", create))).isEmpty();
        assertThat(Repeats.of(List.of(drop + "play.\"Guest_age_idx\"", create))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "CREATE INDEX CONCURRENTLY ON play.guest (age)",
            "create index concurrently on only play.Guest (age)" })
    void an_index_without_a_name_cannot_be_dropped_by_the_next_run(String create) {
        assertThat(Repeats.of(List.of(create))).extracting(Suspicion::rule, Suspicion::object)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(ScriptRule.NOT_REPEATABLE, "guest"));
    }

    private List<String> judged(String sql) throws SQLException {
        return bench.statement(sql).stream().map(one -> one.rule() + " " + one.object()).toList();
    }
}
