package com.wedsync.core.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.error.ProblemType;
import com.wedsync.core.error.Unavailable;
import com.wedsync.core.testing.Proxy;
import com.wedsync.core.testing.TestServer;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;

@Tag("database")
class DedicatedConnectionsTest {

    private static final Duration HOURS = Duration.ofHours(12);
    private static final Duration SHORT = Duration.ofMillis(300);
    /**
     * Longer than a busy machine needs to open a connection, and than the deadline of a look-up: which of them ends it is told.
     */
    private static final Duration NO_SIGN_OF_LIFE = Duration.ofSeconds(2);
    /** Far more than the bounds that are set here, far less than the hours of a statement. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private Vertx vertx;
    private Proxy network;
    private DedicatedConnections connections;

    @BeforeEach
    void short_patience_over_a_network() throws IOException {
        vertx = Vertx.vertx();
        network = Proxy.to(TestServer.get().port());
        PgConnectOptions target = new PgConnectOptions().setHost("127.0.0.1").setPort(network.port())
                .setDatabase("postgres").setUser("postgres");
        connections = new DedicatedConnections(vertx, () -> new PgConnectOptions(target), NO_SIGN_OF_LIFE, SHORT,
                new Pulse(Duration.ofMillis(200), NO_SIGN_OF_LIFE));
    }

    @AfterEach
    void close() throws IOException {
        network.close();
        vertx.close();
    }

    @Test
    void a_connection_to_a_frozen_server_is_not_waited_for() {
        network.freeze();

        assertThatThrownBy(() -> run(session -> session.command("SELECT")))
                .isInstanceOfSatisfying(Unavailable.class,
                        given -> assertThat(given.type()).isEqualTo(ProblemType.NO_CONNECTION));
    }

    @Test
    void a_look_up_has_a_short_deadline() {
        assertThatThrownBy(() -> run(session -> session.query("SELECT pg_sleep(600)")))
                .isInstanceOfSatisfying(Unavailable.class, given -> assertThat(given.type()).isEqualTo(ProblemType.NO_ANSWER));
    }

    @Test
    void a_long_statement_may_be_silent_while_its_server_lives() {
        assertThat(run(session -> session.longCommand("SELECT pg_sleep(3)"))).isNotNull();
    }

    @Test
    void a_long_statement_ends_when_its_server_falls_silent() {
        assertThatThrownBy(() -> run(session -> {
            Uni<?> statement = session.longCommand("SELECT pg_sleep(600)");
            network.freeze();
            return statement;
        })).isInstanceOf(Unavailable.class);
    }

    @Test
    void work_that_is_done_ends_although_nobody_says_goodbye() {
        assertThat(run(session -> session.query("SELECT").invoke(network::freeze))).isNotNull();
    }

    private Object run(Function<Session, Uni<?>> work) {
        return connections.with("dedicated-test", HOURS, SHORT, session -> work.apply(session).map(Object.class::cast)).await()
                .atMost(PATIENCE);
    }
}
