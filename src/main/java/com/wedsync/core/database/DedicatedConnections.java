package com.wedsync.core.database;

import java.time.Duration;
import java.util.function.Function;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import com.wedsync.core.error.Unavailable;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;

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

    /** The owner of schema ops owns the tables. */
    private static final String BECOME_OWNER = """
            SELECT pg_catalog.set_config('role', owner.rolname, false)
            FROM pg_catalog.pg_namespace AS namespace
            JOIN pg_catalog.pg_roles AS owner ON owner.oid = namespace.nspowner
            WHERE namespace.nspname = 'ops'
              AND pg_catalog.current_setting('server_version_num')::integer < 170000
              AND pg_catalog.pg_has_role(owner.oid, 'MEMBER')
            """;

    private final Vertx vertx;
    private final OpsPoolCreator creator;
    private final DatabaseConfig config;

    DedicatedConnections(Vertx vertx, @ReactiveDataSource("ops") OpsPoolCreator creator, @ReactiveDataSource("ops") Pool pool,
            DatabaseConfig config) {
        this.vertx = vertx;
        this.creator = creator;
        this.config = config;
        pool.size(); // the pool is made on first use, and with it the creator learns its target
    }

    /**
     * Runs {@code work} alone on a new connection.
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
        PgConnectOptions target = creator.target();
        target.setConnectTimeout(Math.toIntExact(config.connectTimeout().toMillis()));
        target.setTcpKeepAlive(true); // a long statement is a long silence: the kernel has to notice a peer that is gone
        settings.values().forEach(target::addProperty);
        StatementWatch watch = new StatementWatch(statementTimeout, statementTimeout);
        return UniHelper.toUni(PgConnection.connect(vertx, target))
                .onFailure().transform(Unavailable::noConnection)
                .chain(connection -> {
                    // what ends a connection also ends its statement, and is told there; left alone it goes to stderr
                    connection.exceptionHandler(lost -> LOG.debugf(lost, "Connection lost application=%s", applicationName));
                    Session session = new Session(SqlConnection.newInstance(connection), watch);
                    return session.query(BECOME_OWNER).chain(() -> work.apply(session))
                            .eventually(() -> UniHelper.toUni(connection.close()));
                });
    }
}
