package com.wedsync.core.migration;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import com.wedsync.core.database.Database;
import com.wedsync.core.database.Ops;
import com.wedsync.core.database.Session;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;

/**
 * Sees that a database has exactly the scripts of this package, which is what nearly every start finds, without Flyway and the
 * owner's log-in, whose first use takes most of a native start.
 */
@Singleton
class ScriptHistoryRepository {

    private static final Duration BOUND = Duration.ofSeconds(2);
    private static final String EXISTS = "SELECT to_regclass('ops.flyway_schema_history') IS NOT NULL"
            + " AND to_regclass('ops.migration_run') IS NOT NULL AS recorded";
    private static final Logger LOG = Logger.getLogger(ScriptHistoryRepository.class);

    /**
     * The history as {@link PackagedScripts#areExactly} takes it: {@code script}, the file's name, and {@code checksum}. What
     * failed or was
     * entered twice has none, and a run that is under way, or was killed, is a script that nobody has.
     */
    static final String HISTORY = """
            SELECT regexp_replace(script, '^.*/', '') AS script,
                   CASE WHEN bool_and(success) AND count(*) = 1 THEN min(checksum) END AS checksum
            FROM ops.flyway_schema_history
            WHERE type <> 'SCHEMA'
            GROUP BY 1
            UNION ALL
            SELECT 'a run', NULL FROM ops.migration_run WHERE status = 'running'""";

    private final Database database;

    ScriptHistoryRepository(@Ops Database database) {
        this.database = database;
    }

    /** False as well if nothing was seen: {@link Migrator#isUpToDate} knows why. Blocks its caller, two seconds at most. */
    boolean isOfThisPackage() {
        return database.with(ScriptHistoryRepository::look)
                .ifNoItem().after(BOUND).fail()
                .onFailure().invoke(unseen -> LOG.debug("The history could not be looked at", unseen))
                .onFailure().recoverWithItem(false)
                .await().indefinitely();
    }

    /** By commands, which take one round trip each where prepared statements take two. */
    private static Uni<Boolean> look(Session session) {
        return session.command(EXISTS).flatMap(row -> row.iterator().next().getBoolean("recorded")
                ? session.command(HISTORY).map(rows -> PackagedScripts.areExactly(history(rows)))
                : Uni.createFrom().item(false));
    }

    private static Map<String, @Nullable Integer> history(RowSet<Row> rows) {
        Map<String, @Nullable Integer> history = new HashMap<>();
        for (Row row : rows) {
            history.put(row.getString("script"), row.getInteger("checksum"));
        }
        return history;
    }
}
