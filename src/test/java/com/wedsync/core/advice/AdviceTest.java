package com.wedsync.core.advice;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.bloat.Confidence;
import com.wedsync.core.database.Database;
import com.wedsync.core.database.Ops;
import com.wedsync.core.metric.Pass;
import com.wedsync.core.testing.Service;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.TestServer;
import com.wedsync.core.testing.Tokens;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;

@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class AdviceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration MONTH = Duration.ofDays(35);

    @Inject
    AdviceRepository indexes;

    @Inject
    Advisor advisor;

    @Inject
    AdviceConfig config;

    @Inject
    @Ops
    Database ops;

    @BeforeEach
    void a_schema() throws Exception {
        Service.awaitSchema();
        administer("CREATE SCHEMA advised",
                "CREATE TABLE advised.parent (id int PRIMARY KEY, a int, b int, UNIQUE (a, b))",
                "CREATE TABLE advised.child (id int PRIMARY KEY, parent_id int REFERENCES advised.parent, a int, b int, text text,"
                        + " CONSTRAINT child_ab_fkey FOREIGN KEY (a, b) REFERENCES advised.parent (a, b))");
    }

    @AfterEach
    void drop_it() throws SQLException {
        administer("DROP SCHEMA advised CASCADE");
    }

    @Test
    void a_foreign_key_without_an_index_gets_one_and_columns_in_another_order_will_do() throws SQLException {
        administer("CREATE INDEX child_ba ON advised.child (b, a, id)");

        Advice advice = only(AdviceKind.MISSING_FOREIGN_KEY_INDEX);

        assertThat(advice.subject()).isEqualTo("child_parent_id_fkey");
        assertThat(advice.statement()).isEqualTo("CREATE INDEX CONCURRENTLY child_parent_id_idx ON advised.child (parent_id)");
        assertThat(advice.confidence()).isEqualTo(Confidence.LOW);
        administer(advice.statement());
        assertThat(of(AdviceKind.MISSING_FOREIGN_KEY_INDEX)).as("the advice is followed").isEmpty();
    }

    @Test
    void a_partial_index_serves_a_foreign_key_only_if_it_leaves_out_nulls() throws SQLException {
        administer("CREATE INDEX ON advised.child (parent_id) WHERE text = 'x'");
        assertThat(of(AdviceKind.MISSING_FOREIGN_KEY_INDEX)).extracting(Advice::subject).contains("child_parent_id_fkey");

        administer("CREATE INDEX ON advised.child (parent_id) WHERE parent_id IS NOT NULL");
        assertThat(of(AdviceKind.MISSING_FOREIGN_KEY_INDEX)).extracting(Advice::subject).doesNotContain("child_parent_id_fkey");
    }

    @Test
    void an_index_that_another_makes_needless_is_told_and_one_that_guarantees_something_never() throws SQLException {
        administer("CREATE INDEX one ON advised.child (a, b)", "CREATE INDEX two ON advised.child (a, b)",
                "CREATE INDEX prefix ON advised.child (a)", "CREATE INDEX descending ON advised.child (a DESC)",
                "CREATE INDEX partial ON advised.child (a) WHERE b = 1", "CREATE INDEX hashed ON advised.child USING hash (a)",
                "CREATE UNIQUE INDEX guaranteed ON advised.child (id, a)", "CREATE INDEX as_primary ON advised.child (id)");

        assertThat(of(AdviceKind.DUPLICATE_INDEX)).extracting(Advice::subject)
                .containsExactlyInAnyOrder("advised.two", "advised.prefix", "advised.as_primary");
    }

    @Test
    void an_index_is_unused_only_after_a_long_time_and_only_if_it_serves_no_foreign_key() throws SQLException {
        administer("CREATE INDEX serving ON advised.child (parent_id)", "CREATE INDEX serving_too ON advised.child (b, a)",
                "CREATE INDEX idle ON advised.child (text)");
        noteUse();
        assertThat(unused()).as("nothing was observed long enough").isEmpty();

        administer(observedFor(41));
        assertThat(unused()).singleElement().satisfies(advice -> {
            assertThat(advice.statement()).isEqualTo("DROP INDEX CONCURRENTLY advised.idle");
            assertThat(advice.windowDays()).isEqualTo(41);
            assertThat(advice.confidence()).isEqualTo(Confidence.MEDIUM);
        });
        assertThat(indexUnused(true).stream().filter(AdviceTest::isAdvised)).extracting(Advice::confidence)
                .containsExactly(Confidence.LOW);
    }

    @Test
    void an_index_that_was_used_lately_is_not_unused_even_if_the_counters_are_reset() throws SQLException {
        administer("CREATE INDEX used ON advised.child (text)", "SET enable_seqscan = off",
                "SELECT FROM advised.child WHERE text = 'x'", "SELECT pg_stat_force_next_flush()", "SELECT 1");
        noteUse();
        administer(observedFor(400),
                "SELECT pg_stat_reset_single_table_counters('advised.used'::regclass)");
        noteUse();

        assertThat(unused()).isEmpty();
    }

    @Test
    void an_invalid_index_is_told_with_what_to_do() throws SQLException {
        administer("INSERT INTO advised.child (id, text) VALUES (1, 'x'), (2, 'x')");
        try {
            administer("CREATE UNIQUE INDEX CONCURRENTLY broken ON advised.child (text)");
        } catch (SQLException duplicate) {
            assertThat(duplicate.getSQLState()).isEqualTo("23505");
        }

        assertThat(only(AdviceKind.INVALID_INDEX).statement()).isEqualTo("REINDEX INDEX CONCURRENTLY advised.broken");
    }

    @Test
    void a_policy_that_asks_each_row_is_told_with_one_that_asks_once() throws SQLException {
        administer("ALTER TABLE advised.child ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY each ON advised.child USING (text = current_setting('app.user (it''s)', true) AND a > 0)",
                "CREATE POLICY once ON advised.child USING (text = (SELECT current_setting('app.user', true)))",
                "CREATE POLICY \"of the row\" ON advised.child USING (pg_try_advisory_lock(id) AND text <> '{FUNCEXPR :funcid 2077}')",
                "CREATE POLICY correlated ON advised.child USING (EXISTS (SELECT FROM advised.parent AS p WHERE p.id = parent_id"
                        + " AND current_setting('app.user', true) = 'x'))",
                "CREATE POLICY written ON advised.child FOR INSERT WITH CHECK (text = current_setting('app.user', true))");

        Advice advice = only(AdviceKind.POLICY_ASKS_EACH_ROW);

        assertThat(advice.subject()).isEqualTo("each");
        assertThat(advice.statement()).isEqualTo("ALTER POLICY each ON advised.child USING (((text ="
                + " (SELECT current_setting('app.user (it''s)'::text, true))::text) AND (a > 0)))");
        administer(advice.statement());
        assertThat(of(AdviceKind.POLICY_ASKS_EACH_ROW)).as("the advice is followed").isEmpty();
    }

    @Test
    void a_policy_is_made_to_ask_once_and_lets_through_what_it_did() throws SQLException {
        administer("CREATE FUNCTION advised.mine() RETURNS int[] LANGUAGE sql STABLE AS 'SELECT ARRAY[1, 2]'",
                "ALTER TABLE advised.child ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY any_of ON advised.child USING (a = ANY (advised.mine()) AND text <> 'see advised.mine()')");

        Advice advice = only(AdviceKind.POLICY_ASKS_EACH_ROW);

        assertThat(advice.statement()).isEqualTo("ALTER POLICY any_of ON advised.child USING (((a = ANY ("
                + "(SELECT advised.mine())::integer[])) AND (text <> 'see advised.mine()'::text)))");
        administer(advice.statement());
        assertThat(of(AdviceKind.POLICY_ASKS_EACH_ROW)).as("the advice is followed").isEmpty();
    }

    @Test
    void no_policy_is_told_that_asks_of_the_row_or_cannot_be_made_to_ask_once() throws SQLException {
        administer("CREATE FUNCTION advised.of(int) RETURNS boolean LANGUAGE sql STABLE AS 'SELECT $1 > 0'",
                "ALTER TABLE advised.child ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY chance ON advised.child USING (random() < 0.5)",
                "CREATE POLICY today ON advised.child USING (now()::date > '2026-01-01')",
                "CREATE POLICY hour ON advised.child USING (EXTRACT(hour FROM now()) > 8)",
                "CREATE POLICY correlated ON advised.child"
                        + " USING (advised.of((SELECT p.a FROM advised.parent AS p WHERE p.id = child.parent_id)))");

        assertThat(of(AdviceKind.POLICY_ASKS_EACH_ROW)).isEmpty();
    }

    @Test
    void a_locked_table_leaves_out_what_cannot_be_asked_and_nothing_else() throws SQLException {
        administer("ALTER TABLE advised.child ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY each ON advised.child USING (text = current_setting('app.user', true))");
        try (Connection other = TestServer.get().connect("wedsync", "postgres"); Statement lock = other.createStatement()) {
            other.setAutoCommit(false);
            lock.execute("LOCK TABLE advised.child IN ACCESS EXCLUSIVE MODE");

            JsonPath report = given().auth().oauth2(Tokens.service()).when().get("/api/database/advice").then().statusCode(200)
                    .extract().jsonPath();

            assertThat(report.getList("advice.kind")).contains("missing_foreign_key_index");
            // newer servers need a lock to print an expression
            assertThat(report.<String> getList("left_out"))
                    .isSubsetOf("policies: a table is locked exclusively by another session");
        }
    }

    @Test
    void a_policy_of_a_table_without_row_level_security_protects_nothing() throws SQLException {
        administer("CREATE POLICY own ON advised.child USING (a = 1)");

        Advice advice = only(AdviceKind.POLICY_NOT_IN_FORCE);

        assertThat(advice.confidence()).isEqualTo(Confidence.HIGH);
        administer(advice.statement());
        assertThat(of(AdviceKind.POLICY_NOT_IN_FORCE)).as("the advice is followed").isEmpty();
    }

    @Test
    void a_large_table_that_is_read_from_end_to_end_often_wants_an_index_and_one_that_is_not_does_not() throws SQLException {
        administer("INSERT INTO advised.child (id, text) SELECT n, repeat('x', 1000) FROM generate_series(1, 12000) AS n",
                "CREATE TABLE advised.calm AS SELECT * FROM advised.child", "ANALYZE advised.child, advised.calm");
        TableScans scans = new TableScans(indexes, config);
        Instant noon = Instant.parse("2026-06-01T12:00:00Z");
        scan("calm", 50);
        look(scans, noon);
        assertThat(scans.advice()).as("nothing was observed yet").isEmpty();

        scan("child", 19);
        look(scans, noon.plusSeconds(7200));
        assertThat(scans.advice()).as("less than ten an hour").isEmpty();

        scan("child", 12);
        look(scans, noon.plusSeconds(10_800));
        assertThat(scans.advice()).singleElement().satisfies(advice -> {
            assertThat(advice.table()).isEqualTo("advised.child");
            assertThat(advice.finding())
                    .isEqualTo("advised.child was read from end to end 31 times in 3 hours, 12000 rows each time.");
            assertThat(advice.confidence()).isEqualTo(Confidence.LOW);
            administer(advice.statement());
        });

        look(scans, noon.plus(Duration.ofHours(26)));
        assertThat(scans.advice()).as("rare over a day").isEmpty();

        Instant failover = noon.plus(Duration.ofHours(28));
        scan("child", 100);
        ops.with(session -> scans.keep(session, new Pass(failover, failover, 180_000, false, true), List.of())).await()
                .atMost(PATIENCE);
        assertThat(scans.advice()).as("another server counts").isEmpty();
    }

    private static void scan(String table, int times) throws SQLException {
        String[] statements = new String[times + 1];
        Arrays.fill(statements, "SELECT count(*) FROM advised." + table + " WHERE text = 'y'");
        statements[times] = "SELECT pg_stat_force_next_flush()";
        administer(statements);
    }

    private void look(TableScans scans, Instant now) {
        ops.with(session -> scans.keep(session, new Pass(now, Instant.EPOCH, 180_000, false, true), List.of())).await()
                .atMost(PATIENCE);
    }

    @Test
    void the_service_itself_needs_no_advice_on_its_indexes_and_policies() {
        List<String> kinds = given().auth().oauth2(Tokens.service()).when().get("/api/database/advice").then().statusCode(200)
                .extract().jsonPath().getList("advice.findAll { it.table != null && (it.table.startsWith('wedding.')"
                        + " || it.table.startsWith('sync.') || it.table.startsWith('ops.')) && (it.kind.contains('index') || it.kind.startsWith('policy')) }.id");

        assertThat(kinds).isEmpty();
    }

    private static String observedFor(int days) {
        return "UPDATE ops.index_use SET first_seen = now() - interval '" + days + " days' WHERE index IN ("
                + "SELECT indexrelid::bigint FROM pg_index WHERE indrelid = 'advised.child'::regclass)";
    }

    private void noteUse() {
        ops.with(indexes::noteUse).await().atMost(PATIENCE);
    }

    private List<Advice> unused() {
        return indexUnused(false).stream().filter(AdviceTest::isAdvised).toList();
    }

    private List<Advice> indexUnused(boolean standbys) {
        return ops.with(session -> indexes.unused(session, MONTH, standbys, Instant.now())).await().atMost(PATIENCE);
    }

    private Advice only(AdviceKind kind) {
        List<Advice> found = of(kind);
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private List<Advice> of(AdviceKind kind) {
        return ops.with(advisor::advice).await().atMost(PATIENCE).stream()
                .filter(advice -> advice.kind() == kind && isAdvised(advice)).toList();
    }

    private static boolean isAdvised(Advice advice) {
        return Optional.ofNullable(advice.table()).orElse("").startsWith("advised.");
    }

    private static void administer(String... statements) throws SQLException {
        try (Connection connection = TestServer.get().connect("wedsync", "postgres");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                if (statement.execute(sql)) {
                    try (ResultSet rows = statement.getResultSet()) {
                        while (rows.next()) {
                            // reads all, so that the scan is counted
                        }
                    }
                }
            }
        }
    }
}
