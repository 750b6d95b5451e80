package com.wedsync.core.database;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.error.Unavailable;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * A few connections of log-in wedsync_app that many callers use at the same time, statements following each other without
 * waiting for answers.
 *
 * <p>
 * Only for statements that are complete in themselves: nothing of one caller may be left for the next.
 */
public final class SharedConnections {

    private final SqlClient client;
    private final LiveConnections live;
    private final StatementWatch watch;

    SharedConnections(io.vertx.sqlclient.SqlClient client, LiveConnections live, StatementWatch watch) {
        this.client = SqlClient.newInstance(client);
        this.live = live;
        this.watch = watch;
    }

    /** Runs one statement; each {@code $n} of {@code sql} is bound to {@code values[n-1]}. */
    public Uni<RowSet<Row>> query(String sql, @Nullable Object... values) {
        return Uni.createFrom().deferred(() -> {
            StatementWatch.Timing timing = watch.start(sql);
            return client.preparedQuery(sql).execute(Tuple.wrap(values.clone()))
                    .ifNoItem().after(watch.deadline()).fail()
                    .onFailure(TimeoutException.class).recoverWithUni(this::abandon)
                    .onFailure(Lost::is).transform(Lost::translated)
                    .onTermination().invoke(timing::stop);
        });
    }

    private Uni<RowSet<Row>> abandon(Throwable silence) {
        return live.drop().onItem().transformToUni(dropped -> Uni.createFrom().failure(Unavailable.noAnswer(silence)));
    }
}
