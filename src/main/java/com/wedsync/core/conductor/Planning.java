package com.wedsync.core.conductor;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.inject.Singleton;

import com.wedsync.core.bloat.Bloat;
import com.wedsync.core.bloat.Bloats;
import com.wedsync.core.database.Database;
import com.wedsync.core.database.Ops;
import com.wedsync.core.database.Session;
import com.wedsync.core.maintenance.Tasks;
import com.wedsync.core.vacuum.TableNeed;
import com.wedsync.core.vacuum.TableNeeds;

import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;

/** Plans from what the database is like at this moment. */
@Singleton
class Planning {

    private static final String NOT_ALLOWED = "the service's database log-in may not maintain it";
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private final Database database;
    private final TableNeeds needs;
    private final Bloats bloats;
    private final LoadRepository load;
    private final Tasks tasks;
    private final Planner planner;
    private final Clock clock;

    Planning(@Ops Database database, TableNeeds needs, Bloats bloats, LoadRepository load, Tasks tasks, Planner planner,
            Clock clock) {
        this.database = database;
        this.needs = needs;
        this.bloats = bloats;
        this.load = load;
        this.tasks = tasks;
        this.planner = planner;
        this.clock = clock;
    }

    /**
     * @param done oids of what has been worked on already
     * @param urgentOnly whether only what is late is worth it
     */
    Uni<Plan> plan(Set<Long> done, boolean urgentOnly) {
        return database.with(session -> needs.now(session)
                .chain(tables -> bloats(session, urgentOnly)
                        .chain(bloated -> load.obstacles(session)
                                .chain(obstacles -> plan(session, tables, bloated, obstacles, done, urgentOnly)))));
    }

    /** Who may not be maintained is found out for those few that need it. */
    private Uni<Plan> plan(Session session, List<TableNeed> tables, List<Bloat> bloated, Map<Long, String> obstacles,
            Set<Long> done, boolean urgentOnly) {
        Plan wished = planner.plan(clock.instant(), tables, bloated, obstacles, done, urgentOnly);
        return tasks.permissions(session, wished.steps().stream().map(Step::relation).toList()).map(allowed -> {
            Map<Long, String> known = new HashMap<>(obstacles);
            wished.steps().stream().filter(step -> !allowed.test(step.action(), step.relation()))
                    .forEach(step -> known.put(step.target(), NOT_ALLOWED));
            return planner.plan(wished.asOf(), tables, bloated, known, done, urgentOnly);
        });
    }

    /** Without the right to read what estimates are made of there are none: tables are tended all the same. */
    private Uni<List<Bloat>> bloats(Session session, boolean urgentOnly) {
        return urgentOnly ? Uni.createFrom().item(List.of())
                : bloats.now(session).onFailure(Planning::isRefused).recoverWithItem(List.of());
    }

    private static boolean isRefused(Throwable failure) {
        return failure instanceof PgException refusal && INSUFFICIENT_PRIVILEGE.equals(refusal.getSqlState());
    }
}
