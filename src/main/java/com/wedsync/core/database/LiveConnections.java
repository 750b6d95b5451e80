package com.wedsync.core.database;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SqlConnectionInternal;

/** The open connections of a shared client, so that they can be cut when the server falls silent. */
final class LiveConnections {

    private final Set<SqlConnection> connections = ConcurrentHashMap.newKeySet();

    /** Takes note of a new connection and hands it to the client. */
    void add(SqlConnection connection) {
        connections.removeIf(earlier -> !((SqlConnectionInternal) earlier).unwrap().isValid());
        connections.add(connection);
        connection.close();
    }

    /**
     * Cuts all of them. Statements on their way fail; the client opens new connections. Whoever waited in vain cannot say in
     * which connection, and a server that is silent in one is hardly well in another.
     */
    Uni<Void> drop() {
        Set<SqlConnection> silent = Set.copyOf(connections);
        connections.removeAll(silent);
        return silent.isEmpty() ? Uni.createFrom().voidItem()
                : Uni.join().all(silent.stream().map(HungConnection::drop).toList()).andCollectFailures().replaceWithVoid();
    }
}
