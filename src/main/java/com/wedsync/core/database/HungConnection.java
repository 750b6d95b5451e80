package com.wedsync.core.database;

import org.jspecify.annotations.Nullable;

import io.netty.channel.ChannelHandlerContext;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.Connection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.impl.SqlConnectionInternal;

/**
 * Cuts the socket of a connection whose server is silent.
 *
 * <p>
 * Closing it in the ordinary way would queue behind the statement that never ends, and a frozen server accepts neither a
 * cancel request: Vert.x says goodbye to the server and waits for it to hang up. So the channel is closed below the
 * protocol. The pool notices the cut and opens a new connection. Vert.x 4.5 has no public call for this.
 */
final class HungConnection {

    private HungConnection() {
    }

    /**
     * Ends when the socket is closed and the pool has heard of it; never fails.
     *
     * <p>
     * A closed channel is announced to its handlers by a task of its own on the event loop. Who is told behind that task
     * finds the connection already removed from the pool, so nobody can be given it again.
     */
    static Uni<Void> drop(SqlConnection connection) {
        return drop(connection.getDelegate());
    }

    /** Also of a connection that was handed on: the socket is the same. */
    static Uni<Void> drop(io.vertx.sqlclient.SqlConnection connection) {
        Connection inner = ((SqlConnectionInternal) connection).unwrap();
        if (inner.unwrap() instanceof SocketConnectionBase socketConnection) {
            return Uni.createFrom().emitter(dropped -> close(head(socketConnection), () -> dropped.complete(null)));
        }
        return Uni.createFrom().voidItem();
    }

    private static void close(@Nullable ChannelHandlerContext head, Runnable afterwards) {
        if (head == null) {
            afterwards.run(); // cut already
            return;
        }
        head.executor().execute(() -> {
            head.close();
            head.executor().execute(afterwards);
        });
    }

    /** The place in the pipeline from which a close reaches the socket without passing the protocol's handlers. */
    private static @Nullable ChannelHandlerContext head(SocketConnectionBase connection) {
        return connection.socket().channelHandlerContext().pipeline().firstContext();
    }
}
