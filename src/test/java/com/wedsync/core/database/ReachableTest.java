package com.wedsync.core.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.error.Unavailable;
import com.wedsync.core.testing.Eventually;
import com.wedsync.core.testing.Proxy;
import com.wedsync.core.testing.TestServer;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;

@Tag("database")
class ReachableTest {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private Vertx vertx;
    private Proxy network;
    private Pool pool;
    private Database database;
    private Reachable reachable;

    @BeforeEach
    void a_pool_over_a_network() throws IOException {
        vertx = Vertx.vertx();
        network = Proxy.to(TestServer.get().port());
        pool = PgBuilder.pool().with(new PoolOptions().setMaxSize(8)).connectingTo(new PgConnectOptions()
                .setHost("127.0.0.1").setPort(network.port()).setDatabase("postgres").setUser("postgres")).using(vertx).build();
        database = new Database(pool, 8, new StatementWatch(Duration.ofSeconds(1), Duration.ofSeconds(5)),
                Timer.builder("acquisition").register(new SimpleMeterRegistry()));
        reachable = new Reachable(database);
    }

    @AfterEach
    void close() throws IOException {
        network.close();
        pool.close();
        vertx.close();
    }

    @Test
    void who_checks_while_somebody_asks_more_shares_the_answer_and_opens_no_connection() {
        Uni<Boolean> more = reachable.checkThen(session -> session.command("SELECT pg_sleep(0.3)").replaceWith(true)).memoize()
                .indefinitely();
        more.subscribe().with(done -> {
        });

        assertThat(reachable.check().await().atMost(PATIENCE).connectionHealthy()).isTrue();
        assertThat(more.await().atMost(PATIENCE)).isTrue();
        assertThat(reachable.check().await().atMost(PATIENCE).error()).isNull();
        assertThat(database.status().totalConnections()).isEqualTo(1);
    }

    @Test
    void a_database_that_is_gone_is_an_answer_to_who_checks_and_a_failure_to_who_asks_more() throws IOException {
        network.close();

        Uni<Integer> more = reachable.checkThen(session -> Uni.createFrom().item(1)).memoize().indefinitely();
        more.subscribe().with(done -> {
        }, failure -> {
        });

        Reachability answer = reachable.check().await().atMost(PATIENCE);
        assertThat(answer.connectionHealthy()).isFalse();
        assertThat(answer.error()).contains("not reachable");
        assertThatThrownBy(() -> more.await().atMost(PATIENCE)).isInstanceOf(Unavailable.class);
    }

    @Test
    void who_no_longer_waits_takes_the_answer_from_nobody() throws Exception {
        network.freeze();
        reachable.check().subscribe().with(answer -> {
        }).cancel();
        Uni<Reachability> other = reachable.check().memoize().indefinitely();
        other.subscribe().with(answer -> {
        });
        network.thaw();

        assertThat(other.await().atMost(PATIENCE).connectionHealthy()).isTrue();
    }

    @Test
    void what_fails_after_the_answer_does_not_make_the_database_unreachable() {
        assertThatThrownBy(() -> reachable.checkThen(session -> session.command("SELECT 1 / 0")).await().atMost(PATIENCE))
                .hasMessageContaining("division by zero");

        assertThat(reachable.check().await().atMost(PATIENCE).connectionHealthy()).isTrue();
    }

    @Test
    void a_database_that_hangs_is_an_answer_too_and_is_asked_anew() throws Exception {
        network.freeze();
        Uni<Integer> more = reachable.checkThen(session -> Uni.createFrom().item(1)).memoize().indefinitely();
        more.subscribe().with(done -> {
        }, failure -> {
        });

        assertThat(reachable.check().await().atMost(PATIENCE).error()).contains("did not answer within 2 s");
        network.thaw();
        assertThat(Eventually.get(() -> reachable.check().await().atMost(PATIENCE), Reachability::connectionHealthy).error())
                .isNull();
    }
}
