package com.wedsync.core.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.error.ProblemType;
import com.wedsync.core.error.Unavailable;
import com.wedsync.core.testing.Proxy;
import com.wedsync.core.testing.TestServer;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;

@Tag("database")
class DatabaseTest {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int CONNECTIONS = 2;

    private Vertx vertx;
    private Proxy network;
    private Pool pool;
    private Database database;

    @BeforeEach
    void a_small_pool_over_a_network() throws IOException {
        vertx = Vertx.vertx();
        network = Proxy.to(TestServer.get().port());
        pool = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(CONNECTIONS).setMaxWaitQueueSize(1).setConnectionTimeout(1))
                .connectingTo(new PgConnectOptions().setHost("127.0.0.1").setPort(network.port())
                        .setDatabase("postgres").setUser("postgres").setCachePreparedStatements(true)
                        .addProperty("client_min_messages", "warning")
                        .addProperty("statement_timeout", "700ms"))
                .using(vertx).build();
        database = new Database(pool, CONNECTIONS, new StatementWatch(Duration.ofSeconds(1), Duration.ofMillis(700)),
                Timer.builder("acquisition").register(new SimpleMeterRegistry()));
    }

    @AfterEach
    void close() throws IOException {
        network.close();
        pool.close();
        vertx.close();
    }

    @Test
    @DisplayName("fault 11: waiting requests are reported beside utilisation")
    void an_exhausted_pool_says_who_waits_refuses_the_rest_and_recovers() {
        List<Uni<Object>> holders = IntStream.range(0, CONNECTIONS).mapToObj(n -> sleep(0.6)).toList();
        holders.forEach(holder -> holder.subscribe().with(done -> {
        }, failure -> {
        }));
        awaitInUse(CONNECTIONS);
        Uni<Object> waiter = sleep(0).memoize().indefinitely();
        waiter.subscribe().with(done -> {
        });

        assertThat(database.status()).isEqualTo(new PoolStatus(CONNECTIONS, 0, 1, CONNECTIONS));
        assertThat(database.status().utilizationPercent()).isEqualTo(100.0);
        assertThatThrownBy(() -> sleep(0).await().atMost(PATIENCE)).isInstanceOf(Unavailable.class);

        assertThat(waiter.await().atMost(PATIENCE)).isNotNull();
        assertThat(sleep(0).await().atMost(PATIENCE)).isNotNull();
        assertThat(database.status().waitingRequests()).isZero();
    }

    @Test
    void a_failed_transaction_leaves_nothing_and_gives_its_connection_back() {
        run("DROP TABLE IF EXISTS kept");
        run("CREATE TABLE kept (id int PRIMARY KEY)");

        assertThatThrownBy(() -> database.transaction(session -> session.query("INSERT INTO kept VALUES ($1)", 1)
                .chain(() -> session.query("INSERT INTO kept VALUES ($1)", 1))).await().atMost(PATIENCE))
                .isInstanceOfSatisfying(PgException.class, refusal -> assertThat(refusal.getSqlState()).isEqualTo("23505"));

        assertThat(count("kept")).isZero();
        assertThat(database.status().idleConnections()).isEqualTo(database.status().totalConnections());
    }

    @Test
    void work_that_hides_a_failed_statement_does_not_pass_for_committed() {
        run("DROP TABLE IF EXISTS hidden");
        run("CREATE TABLE hidden (id int PRIMARY KEY)");

        assertThatThrownBy(() -> database.transaction(session -> session.query("INSERT INTO hidden VALUES ($1)", 1)
                .chain(() -> session.query("SELECT 1 / 0").onFailure().recoverWithNull())).await().atMost(PATIENCE))
                .isInstanceOfSatisfying(PgException.class, refusal -> assertThat(refusal.getSqlState()).isEqualTo("22012"));
        assertThatThrownBy(() -> database.with(session -> session.transaction("BEGIN", entering -> entering.query("SELECT"),
                working -> working.query("INSERT INTO hidden VALUES ($1)", 1)
                        .chain(() -> working.query("SELECT 1 / 0").onFailure().recoverWithNull())))
                .await().atMost(PATIENCE)).isInstanceOf(PgException.class);

        assertThat(count("hidden")).isZero();
        assertThat(database.transaction(session -> session.query("INSERT INTO hidden VALUES ($1)", 1))
                .await().atMost(PATIENCE).rowCount()).isOne();
        assertThat(count("hidden")).isOne();
    }

    @Test
    void a_failed_transaction_leaves_no_setting_on_the_connection() {
        for (int attempt = 0; attempt < 2 * CONNECTIONS; attempt++) {
            assertThatThrownBy(() -> database.transaction(session -> session
                    .query("SELECT set_config('wedsync.caller', 'somebody', true)")
                    .chain(() -> session.query("SELECT 1 / 0"))).await().atMost(PATIENCE)).isInstanceOf(PgException.class);
            assertThat(database.query("SELECT coalesce(current_setting('wedsync.caller', true), '') AS caller")
                    .await().atMost(PATIENCE).iterator().next().getString("caller")).isEmpty();
        }
    }

    @Test
    void connections_that_the_server_ended_are_replaced_without_a_restart() throws IOException {
        assertThat(sleep(0).await().atMost(PATIENCE)).isNotNull();

        network.cut();

        assertThat(Uni.createFrom().deferred(() -> sleep(0)).onFailure().retry().withBackOff(Duration.ofMillis(20)).atMost(5)
                .await().atMost(PATIENCE))
                .isNotNull();
    }

    @Test
    void a_silent_server_is_given_up_on_and_its_connection_never_used_again() {
        assertThat(sleep(0).await().atMost(PATIENCE)).isNotNull();

        network.freeze();

        assertThatThrownBy(() -> sleep(0).await().atMost(PATIENCE))
                .isInstanceOfSatisfying(Unavailable.class, given -> assertThat(given.type()).isEqualTo(ProblemType.NO_ANSWER));

        network.thaw();
        assertThat(sleep(0).await().atMost(PATIENCE)).isNotNull();
        assertThat(database.status().waitingRequests()).isZero();
    }

    @Test
    void a_statement_over_its_time_is_ended_by_the_server() {
        assertThatThrownBy(() -> sleep(5).await().atMost(PATIENCE))
                .isInstanceOfSatisfying(PgException.class, refusal -> assertThat(refusal.getSqlState()).isEqualTo("57014"));
    }

    private Uni<Object> sleep(double seconds) {
        return database.query("SELECT pg_sleep($1)", seconds).map(rows -> rows);
    }

    private void run(String statement) {
        database.query(statement).await().atMost(PATIENCE);
    }

    private long count(String table) {
        return database.query("SELECT count(*) AS count FROM " + table).await().atMost(PATIENCE)
                .iterator().next().getLong("count");
    }

    private void awaitInUse(int connections) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (database.status().totalConnections() - database.status().idleConnections() < connections) {
            assertThat(System.nanoTime()).as("the pool fills").isLessThan(until);
            Thread.onSpinWait();
        }
    }
}
