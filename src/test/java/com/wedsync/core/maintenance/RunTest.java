package com.wedsync.core.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import com.wedsync.core.testing.Eventually;
import com.wedsync.core.testing.TestDatabase;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;

/** Runs that take longer than an answer may. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
@ExtendWith(Tended.class)
@Tag("database")
@Tag("long")
class RunTest {

    /** Makes VACUUM and ANALYZE of the next runs sleep often enough to be watched. */
    private static final String[] SLOWLY = {
            "ALTER ROLE wedsync_ops IN DATABASE wedsync SET vacuum_cost_delay = '100ms'",
            "ALTER ROLE wedsync_ops IN DATABASE wedsync SET vacuum_cost_limit = 2" };

    @AfterEach
    void at_full_speed_again() throws Exception {
        Tended.execute(Tended.ADMINISTRATOR, "ALTER ROLE wedsync_ops IN DATABASE wedsync RESET vacuum_cost_delay",
                "ALTER ROLE wedsync_ops IN DATABASE wedsync RESET vacuum_cost_limit");
    }

    @Test
    void a_long_run_is_answered_with_202_tells_its_progress_and_keeps_others_from_its_table() throws Exception {
        Tended.execute(Tended.OWNER, "DELETE FROM tended.thing WHERE id % 3 = 0");
        Tended.execute(Tended.ADMINISTRATOR, SLOWLY);

        String id = accepted("vacuum_analyze", "tended.thing")
                .body("success", equalTo(true))
                .body("action", equalTo("vacuum_analyze"))
                .body("table_name", equalTo("tended.thing"))
                .body("result.status", equalTo("running"))
                .body("result.progress", notNullValue())
                .extract().path("result.run_id");
        JsonPath watched = Eventually.get(() -> Optimize.run(id), run -> run.get("progress.percent") != null);

        assertThat(watched.getString("progress.phase")).isIn("scanning heap", "vacuuming heap", "acquiring sample rows");
        assertThat(watched.getDouble("progress.percent")).isBetween(0.0, 100.0);
        assertThat(watched.getString("progress.reason")).isNull();
        Optimize.post("reindex_table", "tended.thing").statusCode(409)
                .body("type", equalTo("/problems/table-busy")).body("run_id", equalTo(id));

        Tended.read("SELECT pg_cancel_backend(" + watched.getInt("backend_pid") + ")");
        JsonPath ended = Optimize.ended(id);
        assertThat(ended.getString("status")).isEqualTo("interrupted");
        assertThat(ended.getString("problem.type")).isEqualTo("/problems/interrupted");
        assertThat(ended.getString("problem.code")).isEqualTo("57014");
        assertThat(ended.getString("progress")).isNull();
    }

    @Test
    void a_reindex_waits_for_old_transactions_longer_than_for_its_table_and_names_them() throws Exception {
        String id;
        try (Connection writer = Tended.transaction("INSERT INTO tended.thing VALUES (0, 'nobody', '')")) {
            id = accepted("reindex_table", "tended.thing").extract().path("result.run_id");
            JsonPath waiting = Eventually.get(() -> Optimize.run(id), run -> !run.getList("progress.waiting_for").isEmpty());

            assertThat(waiting.getString("progress.phase")).isEqualTo("waiting for writers before build");
            assertThat(waiting.getList("progress.waiting_for"))
                    .isEqualTo(List.of(writer.unwrap(org.postgresql.PGConnection.class).getBackendPID()));
            writer.commit();
        }
        JsonPath ended = Optimize.ended(id);
        assertThat(ended.getString("status")).isEqualTo("succeeded");
        assertThat(ended.getList("result.indexes_rebuilt")).contains("tended.thing_name_idx", "tended.thing_pkey");
        assertThat(ended.getMap("result.leftovers")).isEqualTo(java.util.Map.of("dropped", List.of(), "kept", List.of()));
    }

    @Test
    void others_wait_as_queued_while_one_runs_and_are_run_after_it() throws Exception {
        String first;
        String second;
        try (Connection writer = Tended.transaction("INSERT INTO tended.thing VALUES (0, 'nobody', '')")) {
            first = accepted("reindex_table", "tended.thing").extract().path("result.run_id");
            second = accepted("analyze_table", "tended.other")
                    .body("result.status", equalTo("queued"))
                    .body("result.progress.reason", equalTo("it waits for its turn"))
                    .extract().path("result.run_id");
            Optimize.post("analyze_table", "tended.other").statusCode(409).body("run_id", equalTo(second));
            writer.rollback();
        }

        assertThat(Optimize.ended(second).getString("status")).isEqualTo("succeeded");
        assertThat(Tended.read("SELECT first.finished_at <= second.started_at FROM ops.maintenance_run AS first, "
                + "ops.maintenance_run AS second WHERE first.id = '" + first + "' AND second.id = '" + second + "'"))
                .isEqualTo("t");
    }

    @Test
    void of_many_requests_for_a_table_at_once_one_is_accepted() throws Exception {
        try (Connection writer = Tended.transaction("INSERT INTO tended.thing VALUES (0, 'nobody', '')");
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> calls = java.util.Collections.nCopies(6,
                    () -> Optimize.post("reindex_table", "tended.thing").extract().statusCode());
            List<Integer> answers = callers.invokeAll(calls).stream().map(Future::resultNow).sorted().toList();

            assertThat(answers).containsExactly(202, 409, 409, 409, 409, 409);
            writer.rollback();
        }
        Eventually.get(() -> Tended.read("SELECT count(*) FROM ops.maintenance_run WHERE finished_at IS NULL"), "0"::equals);
    }

    @Test
    void a_run_whose_backend_is_terminated_is_interrupted_and_what_it_built_is_dropped() throws Exception {
        try (Connection old = Tended.oldSnapshot()) {
            String id = accepted("reindex_table", "tended.thing").extract().path("result.run_id");
            assertThat(leftovers()).isNotEqualTo("0");

            Tended.read("SELECT pg_terminate_backend(" + Optimize.run(id).getInt("backend_pid") + ")");

            JsonPath run = Optimize.ended(id);
            assertThat(run.getString("status")).isEqualTo("interrupted");
            assertThat(run.getString("problem.detail")).contains("connection to the database ended");
            Eventually.get(RunTest::leftovers, "0"::equals);
            old.rollback();
        }
    }

    @Test
    void a_run_whose_end_cannot_be_written_for_long_is_not_interrupted() throws Exception {
        Tended.execute(Tended.ADMINISTRATOR,
                "CREATE SEQUENCE tended.refusal",
                "GRANT USAGE ON SEQUENCE tended.refusal TO PUBLIC",
                """
                        CREATE FUNCTION tended.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
                        BEGIN
                            IF nextval('tended.refusal') <= 6 THEN
                                RAISE EXCEPTION 'somebody holds it' USING ERRCODE = 'lock_not_available';
                            END IF;
                            RETURN NEW;
                        END
                        $$""",
                "GRANT EXECUTE ON FUNCTION tended.refuse() TO PUBLIC",
                "CREATE TRIGGER refuse BEFORE UPDATE ON ops.maintenance_run FOR EACH ROW WHEN (NEW.finished_at IS NOT NULL) "
                        + "EXECUTE FUNCTION tended.refuse()");

        String id = Optimize.post("analyze_table", "tended.thing").extract().path("result.run_id");
        JsonPath ended = Eventually.get(Duration.ofSeconds(30), () -> Optimize.run(id), run -> run.get("finished_at") != null);

        assertThat(ended.getString("status")).isEqualTo("succeeded");
        assertThat(Tended.read("SELECT last_value FROM tended.refusal")).isEqualTo("7");
    }

    @Test
    void runs_are_listed_newest_first_page_by_page_and_filtered() {
        String older = Optimize.post("analyze_table", "tended.thing").extract().path("result.run_id");
        String newer = Optimize.post("vacuum_analyze", "tended.thing").extract().path("result.run_id");

        String cursor = Optimize.get("/runs?table=tended.thing&limit=1").statusCode(200)
                .body("runs.id", equalTo(List.of(newer)))
                .body("runs[0].action", equalTo("vacuum_analyze"))
                .body("runs[0].status", equalTo("succeeded"))
                .body("runs[0].requested_by", equalTo("operator"))
                .body("runs[0].result.duration_ms", notNullValue())
                .body("runs[0].problem", nullValue())
                .extract().path("next_cursor");
        Optimize.get("/runs?table=tended.thing&status=succeeded&limit=1&cursor=" + cursor).statusCode(200)
                .body("runs.id", hasItem(older));
        Optimize.get("/runs?table=tended.thing&status=queued").statusCode(200)
                .body("runs.size()", equalTo(0)).body("next_cursor", nullValue());
        Optimize.get("/runs?table=tended.never_was").statusCode(200).body("runs.size()", equalTo(0));
    }

    @Test
    void a_run_that_does_not_exist_is_a_404_problem_and_a_bad_parameter_a_400_problem() {
        Optimize.get("/runs/5f0c9f4e-0000-4000-8000-000000000000").statusCode(404).body("type", equalTo("/problems/not-found"));
        Optimize.get("/runs/4711").statusCode(404);
        Optimize.get("/runs?status=done").statusCode(400).body("allowed", hasItem("succeeded"));
        for (String query : List.of("limit=0", "limit=101", "limit=many", "cursor=x", "cursor=bm93")) {
            Optimize.get("/runs?" + query).statusCode(400).body("type", equalTo("/problems/invalid-request"));
        }
        Optimize.get("/runs?table=a.b.c.d").statusCode(422).body("detail", containsString("too many parts"));
    }

    private static ValidatableResponse accepted(String action, String table) {
        ValidatableResponse answer = Optimize.post(action, table).statusCode(202).header("Retry-After", "2");
        String id = answer.extract().path("result.run_id");
        return answer.header("Location", endsWith("/api/database/optimize/runs/" + id));
    }

    private static String leftovers() throws Exception {
        return Tended.read("SELECT count(*) FROM pg_index WHERE indrelid = 'tended.thing'::regclass AND NOT indisvalid");
    }
}
