package com.wedsync.core.lock;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.testing.Eventually;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.TestServer;
import com.wedsync.core.testing.Tokens;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;

@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class LockResourceTest {

    private final List<Connection> sessions = new ArrayList<>();

    @BeforeEach
    void a_table_to_wait_for() throws SQLException {
        administer("CREATE TABLE public.waited_for (id int PRIMARY KEY, text text)",
                "INSERT INTO public.waited_for VALUES (1, 'a')");
    }

    @AfterEach
    void drop_it() throws SQLException {
        for (Connection session : sessions) {
            session.close();
        }
        administer("DROP TABLE public.waited_for");
    }

    @Test
    void a_reader_that_holds_up_an_alter_table_is_the_root_and_who_queues_behind_it_stands_below() throws Exception {
        run("SELECT count(*) FROM public.waited_for", "reader");
        wait("ALTER TABLE public.waited_for ADD COLUMN number int", "migration", 1);
        wait("SELECT count(*) FROM public.waited_for", "late reader", 2);
        run("SELECT 1", "bystander");

        JsonPath locks = locks();

        assertThat(locks.getInt("blocked_sessions")).isEqualTo(2);
        assertThat(locks.getString("roots[0].application_name")).isEqualTo("reader");
        assertThat(locks.getInt("roots[0].blocked_sessions")).isEqualTo(2);
        assertThat(locks.getString("roots[0].blocked[0].application_name")).isEqualTo("migration");
        assertThat(locks.getString("roots[0].blocked[0].lock_mode")).isEqualTo("AccessExclusiveLock");
        assertThat(locks.getString("roots[0].blocked[0].relation")).isEqualTo("public.waited_for");
        assertThat(locks.getString("roots[0].blocked[0].blocked[0].application_name")).isEqualTo("late reader");
        assertThat(locks.prettify()).doesNotContain("bystander").doesNotContain("ALTER TABLE");
    }

    @Test
    void a_row_that_two_want_to_change_is_found_too() throws Exception {
        run("UPDATE public.waited_for SET text = 'b'", "first");
        wait("UPDATE public.waited_for SET text = 'c'", "second", 1);

        JsonPath locks = locks();

        assertThat(locks.getString("roots[0].application_name")).isEqualTo("first");
        assertThat(locks.getString("roots[0].blocked[0].application_name")).isEqualTo("second");
        assertThat(locks.getString("roots[0].blocked[0].relation")).isEqualTo("public.waited_for");
    }

    private static JsonPath locks() {
        return given().auth().oauth2(Tokens.service()).when().get("/api/database/locks").then().statusCode(200).extract()
                .jsonPath();
    }

    private Connection begin(String name) throws SQLException {
        Connection session = administrator();
        sessions.add(session);
        try (Statement statement = session.createStatement()) {
            statement.execute("SET application_name = '" + name + "'");
        }
        session.setAutoCommit(false);
        return session;
    }

    private void run(String sql, String name) throws SQLException {
        try (Statement statement = begin(name).createStatement()) {
            statement.execute(sql);
        }
    }

    private void wait(String sql, String name, int waiting) throws Exception {
        Connection session = begin(name);
        Thread.ofVirtual().start(() -> {
            try (Statement statement = session.createStatement()) {
                statement.execute(sql);
            } catch (SQLException ended) {
                // the connection was closed while it waited: that is how the test ends
            }
        });
        Eventually.get(() -> locks().getInt("blocked_sessions"), blocked -> blocked == waiting);
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
