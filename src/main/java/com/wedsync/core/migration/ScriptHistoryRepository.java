package com.wedsync.core.migration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import com.wedsync.core.database.Reachable;
import com.wedsync.core.database.Session;
import com.wedsync.core.migration.PackagedScripts.Applied;

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
    private static final String EXISTS = "SELECT to_regprocedure('access.script_history()') IS NOT NULL AS known";
    private static final Logger LOG = Logger.getLogger(ScriptHistoryRepository.class);

    /** As {@link PackagedScripts#areExactly} takes it. */
    static final String HISTORY = "SELECT script, checksum FROM access.script_history()";

    private final Reachable reachable;

    ScriptHistoryRepository(Reachable reachable) {
        this.reachable = reachable;
    }

    /** False as well if nothing was seen: {@link Migrator#isUpToDate} knows why. Blocks its caller, two seconds at most. */
    boolean isOfThisPackage() {
        return reachable.checkThen(ScriptHistoryRepository::look)
                .ifNoItem().after(BOUND).fail()
                .onFailure().invoke(unseen -> LOG.debug("The history could not be looked at", unseen))
                .onFailure().recoverWithItem(false)
                .await().indefinitely();
    }

    /** By commands, which take one round trip each where prepared statements take two. */
    private static Uni<Boolean> look(Session session) {
        return session.command(EXISTS).flatMap(row -> row.iterator().next().getBoolean("known")
                ? session.command(HISTORY).map(rows -> PackagedScripts.areExactly(history(rows)))
                : Uni.createFrom().item(false));
    }

    private static List<Applied> history(RowSet<Row> rows) {
        List<Applied> history = new ArrayList<>();
        for (Row row : rows) {
            history.add(new Applied(row.getString("script"), row.getInteger("checksum")));
        }
        return history;
    }
}
