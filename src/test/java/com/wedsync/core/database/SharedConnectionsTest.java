package com.wedsync.core.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.error.ProblemType;
import com.wedsync.core.error.Unavailable;
import com.wedsync.core.testing.Proxy;
import com.wedsync.core.testing.TestServer;

import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlClient;

/** What a caller may conclude about a statement that was not answered. */
@Tag("database")
class SharedConnectionsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String SLEEP = "SELECT pg_sleep($1)";

    private Vertx vertx;
    private Proxy network;
    private SqlClient client;
    private SharedConnections shared;

    @BeforeEach
    void one_connection_for_one_statement_at_a_time() throws IOException {
        vertx = Vertx.vertx();
        network = Proxy.to(TestServer.get().port());
        LiveConnections live = new LiveConnections();
        client = PgBuilder.client().with(new PoolOptions().setMaxSize(1).setMaxWaitQueueSize(1).setConnectionTimeout(5))
                .connectingTo(new PgConnectOptions().setHost("127.0.0.1").setPort(network.port()).setDatabase("postgres")
                        .setUser("postgres").setPipeliningLimit(1))
                .using(vertx).withConnectHandler(live::add).build();
        shared = new SharedConnections(client, live, new StatementWatch(Duration.ofSeconds(1), Duration.ofMillis(700)));
    }

    @AfterEach
    void close() throws IOException {
        network.close();
        client.close();
        vertx.close();
    }

    @Test
    void where_there_was_no_room_nothing_was_executed() throws Exception {
        assertThat(sleep(0).get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isNotNull();
        CompletableFuture<RowSet<Row>> first = sleep(1);
        CompletableFuture<RowSet<Row>> second = sleep(0);

        assertThat(problem(sleep(0))).isEqualTo(ProblemType.NO_CONNECTION);
        assertThat(first.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isNotNull();
        assertThat(second.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void what_was_on_its_way_when_the_connection_ended_may_have_been_executed() throws Exception {
        assertThat(sleep(0).get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isNotNull();
        CompletableFuture<RowSet<Row>> cut = sleep(2);
        Thread.sleep(200);

        network.cut();

        assertThat(problem(cut)).isEqualTo(ProblemType.NO_ANSWER);
    }

    @Test
    void a_server_that_falls_silent_may_have_executed_it() throws Exception {
        assertThat(sleep(0).get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isNotNull();

        network.freeze();

        assertThat(problem(sleep(0))).isEqualTo(ProblemType.NO_ANSWER);
        network.thaw();
        assertThat(sleep(0).get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isNotNull();
    }

    private CompletableFuture<RowSet<Row>> sleep(double seconds) {
        return shared.query(SLEEP, seconds).subscribeAsCompletionStage();
    }

    private static ProblemType problem(CompletableFuture<RowSet<Row>> statement) throws Exception {
        Throwable failure = statement.handle((rows, failed) -> failed).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(Objects.requireNonNull(failure)).isInstanceOf(Unavailable.class);
        return ((Unavailable) failure).type();
    }
}
