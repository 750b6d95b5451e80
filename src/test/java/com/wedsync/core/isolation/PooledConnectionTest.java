package com.wedsync.core.isolation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.access.Caller;
import com.wedsync.core.access.Tenancy;
import com.wedsync.core.database.App;
import com.wedsync.core.database.Database;
import com.wedsync.core.database.ForReads;
import com.wedsync.core.database.ForWrites;
import com.wedsync.core.database.SharedConnections;
import com.wedsync.core.testing.Eventually;
import com.wedsync.core.testing.Season;
import com.wedsync.core.testing.Season.Couple;
import com.wedsync.core.testing.Season.Supplier;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.Tokens;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;

/** Whatever becomes of a request: the connections that served it carry no role and no caller to the next one. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
@TestProfile(FewConnections.class)
@Tag("database")
@Tag("long")
class PooledConnectionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Slow enough that as many at a time need as many connections. */
    private static final String LEFT_BEHIND = """
            SELECT pg_backend_pid() AS pid, concat_ws(' ', current_user, nullif(current_setting('wedsync.caller', true), ''),
                nullif(current_setting('wedsync.couple', true), '')) AS left
            FROM pg_sleep(0.05)""";

    @TestHTTPResource
    URI service;
    @Inject
    Tenancy tenancy;
    @Inject
    @App
    Database database;
    @Inject
    @ForReads
    SharedConnections reads;
    @Inject
    @ForWrites
    SharedConnections writes;

    private Couple couple;
    private Caller partner;
    private String guests;

    @BeforeEach
    void a_couple() throws SQLException {
        couple = Season.couple();
        partner = Caller.user(couple.partner());
        guests = "/api/couples/" + couple.id() + "/guests";
    }

    @AfterEach
    void no_connection_carries_anything() throws Exception {
        Eventually.get(() -> database.status().idleConnections() == database.status().totalConnections(), idle -> idle);
        assertClean(FewConnections.POOLED, () -> database.query(LEFT_BEHIND));
        assertClean(FewConnections.SHARED, () -> reads.query(LEFT_BEHIND));
        assertClean(FewConnections.SHARED, () -> writes.query(LEFT_BEHIND));
    }

    @Test
    void after_success() throws SQLException {
        String location = as(couple.partner()).body("{\"name\": \"Arthur\"}").post(guests).header("Location");
        as(couple.partner()).get(location).then().statusCode(200);
        as(couple.partner()).get(guests).then().statusCode(200);
        given().auth().oauth2(Tokens.service()).get(guests).then().statusCode(200);
        for (String style : List.of("rustic", "classic", "modern")) {
            as(couple.partner()).body("{\"changes\": [{\"key\": \"style\", \"value\": \"" + style + "\"}]}")
                    .patch("/api/couples/" + couple.id() + "/core-fields").then().statusCode(200);
        }
    }

    @Test
    void after_a_refusal_in_the_middle_of_a_transaction() throws SQLException {
        Supplier supplier = Season.supplier();
        Season.connection(couple, supplier, "active");
        String location = as(couple.partner()).body("{\"name\": \"Arthur\"}").post(guests).header("Location");

        as(couple.partner()).header("If-Match", "\"7\"").body("{\"notes\": \"x\"}").patch(location).then().statusCode(412);
        as(supplier.owner()).header("If-Match", "\"1\"").body("{\"notes\": \"x\"}").patch(location).then().statusCode(403);
        as(Season.couple().partner()).header("If-Match", "\"1\"").delete(location).then().statusCode(404);
        as(couple.partner()).body("{\"name\": \"Arthur\"}").put(location).then().statusCode(409);
    }

    @Test
    void after_a_statement_that_failed() {
        assertThatThrownBy(() -> tenancy.write(partner, session -> session.query("SELECT 1 / 0")).await().atMost(PATIENCE))
                .hasMessageContaining("22012");
        assertThatThrownBy(() -> tenancy.read(partner, session -> session.query("SELECT 1 / 0")).await().atMost(PATIENCE))
                .hasMessageContaining("22012");
        String failing = "SELECT access.enter($1), 1 / (random() * 0)::integer";
        assertThatThrownBy(() -> tenancy.read(partner, failing).await().atMost(PATIENCE)).hasMessageContaining("22012");
        assertThatThrownBy(() -> tenancy.write(partner, failing).await().atMost(PATIENCE)).hasMessageContaining("22012");
    }

    @Test
    void after_a_statement_that_took_too_long() {
        assertThatThrownBy(
                () -> tenancy.write(partner, session -> session.query("SELECT pg_sleep(10)")).await().atMost(PATIENCE))
                .hasMessageContaining("57014");
        String slow = "SELECT access.enter($1), pg_sleep(10)";
        assertThatThrownBy(() -> tenancy.read(partner, slow).await().atMost(PATIENCE)).hasMessageContaining("57014");
        assertThatThrownBy(() -> tenancy.write(partner, slow).await().atMost(PATIENCE)).hasMessageContaining("57014");
    }

    @Test
    void after_a_wait_for_a_lock_that_was_given_up() throws SQLException {
        try (Connection other = TestDatabase.connect("app")) {
            lock(other);
            as(couple.partner()).body("{\"name\": \"Arthur\"}").post(guests).then().statusCode(409);
        }
    }

    @Test
    void after_clients_that_hung_up() throws Exception {
        try (Connection other = TestDatabase.connect("app")) {
            lock(other);
            for (int i = 0; i < 2 * FewConnections.POOLED; i++) {
                hangUp("POST " + guests, "{\"name\": \"Arthur\"}");
                hangUp("GET " + guests, "");
            }
            Eventually.get(() -> database.status().idleConnections() < database.status().totalConnections(), busy -> busy);
        }
    }

    /** Holds the couple, as a writer does. */
    private void lock(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT access.enter('service:tests')");
            statement.execute("SELECT access.lock_tenant('" + couple.id() + "')");
        }
    }

    private void hangUp(String request, String body) throws IOException {
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.getOutputStream().write((request + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + Tokens.user(couple.partner()) + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                    + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        }
    }

    private static void assertClean(int connections, java.util.function.Supplier<Uni<RowSet<Row>>> question) {
        List<Row> answers = Uni.join().all(IntStream.range(0, 8 * connections).mapToObj(n -> question.get()).toList())
                .andFailFast().await().atMost(PATIENCE).stream().map(rows -> rows.iterator().next()).toList();

        assertThat(answers).extracting(answer -> answer.getString("left")).containsOnly("wedsync_app");
        assertThat(answers.stream().map(answer -> answer.getInteger("pid")).distinct()).as("each connection has answered")
                .hasSize(connections);
    }

    private static RequestSpecification as(UUID user) {
        return given().auth().oauth2(Tokens.user(user)).contentType("application/json");
    }
}
