package com.wedsync.core.database;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import com.wedsync.core.error.Unavailable;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;

/**
 * Connections outside the pools, as log-in wedsync_ops: for work that takes long or that needs session-level settings or
 * locks. Opened for one piece of work and closed after it, so that nothing of it can stay behind.
 *
 * <p>
 * Before PostgreSQL 17 only its owner may maintain a table: there, and only here, the log-in takes the owner's role.
 */
@Singleton
public final class DedicatedConnections {

    private static final Logger LOG = Logger.getLogger(DedicatedConnections.class);
    /** Four questions without an answer: longer than a failover or a server out of breath for a moment. */
    private static final Pulse PULSE = new Pulse(Duration.ofSeconds(15), Duration.ofMinutes(1));
    /** A server that works hangs up at once. */
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    /** The owner of schema ops owns the tables. */
    private static final String BECOME_OWNER = """
            SELECT pg_catalog.set_config('role', owner.rolname, false)
            FROM pg_catalog.pg_namespace AS namespace
            JOIN pg_catalog.pg_roles AS owner ON owner.oid = namespace.nspowner
            WHERE namespace.nspname = 'ops'
              AND pg_catalog.current_setting('server_version_num')::integer < 170000
              AND pg_catalog.pg_has_role(owner.oid, 'MEMBER')
            """;
    private static final String HAS_BACKEND = """
            SELECT
            FROM pg_catalog.pg_stat_activity
            WHERE pid = $1
            """;

    private final Vertx vertx;
    private final Supplier<PgConnectOptions> target;
    private final Duration connectTimeout;
    private final Duration lookUpTimeout;
    private final Pulse pulse;

    @Inject
    DedicatedConnections(Vertx vertx, @ReactiveDataSource("ops") OpsPoolCreator creator, @ReactiveDataSource("ops") Pool pool,
            DatabaseConfig config) {
        this(vertx, creator::target, config.connectTimeout(), config.opsPool().statementTimeout(), PULSE);
        pool.size(); // the pool is made on first use, and with it the creator learns its target
    }

    DedicatedConnections(Vertx vertx, Supplier<PgConnectOptions> target, Duration connectTimeout, Duration lookUpTimeout,
            Pulse pulse) {
        this.vertx = vertx;
        this.target = target;
        this.connectTimeout = connectTimeout;
        this.lookUpTimeout = lookUpTimeout;
        this.pulse = pulse;
    }

    /**
     * Runs {@code work} alone on a new connection. When the server, or the backend, is gone without a word, the connection is
     * cut and the statement under way fails as if the server had hung up.
     *
     * @param applicationName as pg_stat_activity shows it
     * @param statementTimeout the server ends each statement after this long
     * @param lockTimeout the server gives up waiting for a lock after this long
     */
    public <T> Uni<T> with(String applicationName, Duration statementTimeout, Duration lockTimeout,
            Function<Session, Uni<T>> work) {
        ServerSettings settings = ServerSettings.of(applicationName, statementTimeout)
                .lockTimeout(lockTimeout)
                // a backend whose client was killed ends its statement instead of finishing it for nobody
                .with("client_connection_check_interval", "5s")
                // the client library would log every notice as a warning
                .with("client_min_messages", "error");
        StatementWatch lookUps = new StatementWatch(statementTimeout, lookUpTimeout.plus(lockTimeout));
        StatementWatch longStatements = new StatementWatch(statementTimeout, statementTimeout);
        return open(settings).chain(connection -> {
            SqlConnection own = SqlConnection.newInstance(connection);
            Session session = new Session(own, lookUps, longStatements);
            Cancellable watching = pulse.watch(lives(settings, session.backendPid()), () -> cut(own, session.backendPid()));
            return session.query(BECOME_OWNER).chain(() -> work.apply(session))
                    .onTermination().invoke(watching::cancel)
                    .eventually(() -> close(own));
        });
    }

    /** A frozen server accepts a connection and then never greets. */
    private Uni<PgConnection> open(ServerSettings settings) {
        return Uni.createFrom().deferred(() -> {
            Future<PgConnection> opening = connect(settings);
            return UniHelper.toUni(opening)
                    .ifNoItem().after(connectTimeout).fail()
                    .onFailure(TimeoutException.class).invoke(() -> opening.onSuccess(PgConnection::close))
                    .onFailure().transform(Unavailable::noConnection);
        });
    }

    private Future<PgConnection> connect(ServerSettings settings) {
        PgConnectOptions options = target.get();
        options.setConnectTimeout(Math.toIntExact(connectTimeout.toMillis()));
        options.setTcpKeepAlive(true);
        settings.values().forEach(options::addProperty);
        // what ends a connection also ends its statement, and is told there; left alone it goes to stderr
        return PgConnection.connect(vertx, options).onSuccess(connection -> connection
                .exceptionHandler(lost -> LOG.debugf(lost, "Connection lost application=%s", settings.applicationName())));
    }

    /** Asked on a connection of its own: a pool that is exhausted would say nothing about the server. */
    private Uni<Boolean> lives(ServerSettings settings, int backendPid) {
        return Uni.createFrom().deferred(() -> UniHelper.toUni(connect(settings).compose(asker -> asker
                .preparedQuery(HAS_BACKEND).execute(Tuple.of(backendPid)).map(rows -> rows.rowCount() > 0)
                .onComplete(answer -> asker.close()))))
                .onFailure(PgException.class).recoverWithItem(true); // who refuses, for want of a free connection, lives
    }

    private static void cut(SqlConnection connection, int backendPid) {
        LOG.warnf("No sign of life from a backend, giving up its connection backend_pid=%d", backendPid);
        HungConnection.drop(connection).subscribe().with(dropped -> LOG.debug("Connection cut"));
    }

    private static Uni<Void> close(SqlConnection connection) {
        return connection.close()
                .ifNoItem().after(GOODBYE).fail()
                .onFailure().recoverWithUni(() -> HungConnection.drop(connection));
    }
}
