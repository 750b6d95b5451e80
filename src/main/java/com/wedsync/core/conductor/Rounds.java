package com.wedsync.core.conductor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import com.wedsync.core.database.Database;
import com.wedsync.core.database.Ops;
import com.wedsync.core.database.Session;
import com.wedsync.core.error.Conflict;
import com.wedsync.core.error.NotFound;
import com.wedsync.core.error.ProblemType;
import com.wedsync.core.error.Unavailable;
import com.wedsync.core.maintenance.MaintenanceRun;
import com.wedsync.core.maintenance.RunCursor;
import com.wedsync.core.maintenance.Tasks;
import com.wedsync.core.migration.MigrationState;

import io.smallrye.mutiny.Uni;

/** What people see of rounds, and what they may ask for. */
@Singleton
class Rounds {

    private static final Logger LOG = Logger.getLogger(Rounds.class);
    private static final int DEFAULT_MINUTES = 60;

    private final Database database;
    private final RoundRepository rounds;
    private final RoundRecorder recorder;
    private final Conductor conductor;
    private final Tasks tasks;
    private final Timetables timetables;
    private final ConductorConfig config;
    private final MigrationState schema;
    private final Clock clock;

    Rounds(@Ops Database database, RoundRepository rounds, RoundRecorder recorder, Conductor conductor, Tasks tasks,
            Timetables timetables, ConductorConfig config, MigrationState schema, Clock clock) {
        this.database = database;
        this.rounds = rounds;
        this.recorder = recorder;
        this.conductor = conductor;
        this.tasks = tasks;
        this.timetables = timetables;
        this.config = config;
        this.schema = schema;
        this.clock = clock;
    }

    Uni<ConductorReport> report() {
        requireSchema();
        Instant now = clock.instant();
        Timetable timetable = timetables.current();
        return database.with(session -> rounds.open(session).chain(open -> rounds.last(session)
                .chain(last -> withSteps(session, Stream.of(open, last).flatMap(Optional::stream).toList())
                        .chain(both -> rounds.ofWindow(session, timetable.previous(now).opensAt())
                                .map(ofWindow -> new ConductorReport(config.enabled(),
                                        ConductorReport.WindowReport.of(timetable, now), of(both, open), of(both, last),
                                        ConductorReport.Missed.of(ofWindow).orElse(null)))))));
    }

    private static @Nullable Round of(List<Round> withSteps, Optional<Round> wanted) {
        return wanted.flatMap(round -> withSteps.stream().filter(known -> known.id().equals(round.id())).findFirst())
                .orElse(null);
    }

    Uni<RoundPage> page(@Nullable RunCursor after, int limit) {
        requireSchema();
        return database.with(session -> rounds.page(session, after, limit + 1).map(found -> RoundPage.of(found, limit))
                .chain(page -> withSteps(session, page.rounds()).map(steps -> new RoundPage(steps, page.nextCursor()))));
    }

    Uni<Round> find(UUID id) {
        requireSchema();
        return database.with(session -> rounds.find(session, id)
                .map(found -> found.orElseThrow(() -> new NotFound(ProblemType.NOT_FOUND, "There is no round " + id + ".")))
                .chain(round -> withSteps(session, List.of(round))).map(List::getFirst));
    }

    private Uni<List<Round>> withSteps(Session session, List<Round> found) {
        return tasks.ofRounds(session, found.stream().map(Round::id).toList()).map(runs -> {
            Map<UUID, List<MaintenanceRun>> steps = runs.stream().filter(run -> run.occasion() != null)
                    .collect(Collectors.groupingBy(run -> run.occasion().roundId()));
            return found.stream().map(round -> round.with(steps.getOrDefault(round.id(), List.of()))).toList();
        });
    }

    /** A round that begins at once, on whichever replica looks first. */
    Uni<Round> request(RoundRequest request, String by) {
        requireSchema();
        Duration length = Duration.ofMinutes(request.minutes() == null ? DEFAULT_MINUTES : request.minutes());
        return recorder.request(Trigger.MANUAL, Boolean.TRUE.equals(request.dryRun()), by, null, length)
                .chain(round -> round.isPresent() ? Uni.createFrom().item(round.get()) : refused())
                .invoke(this::wake);
    }

    private Uni<Round> refused() {
        return database.with(rounds::open).map(open -> {
            throw new Conflict(ProblemType.ROUND_UNDER_WAY, "One round at a time: 'round_id' names the one that is open.",
                    open.<Map<String, Object>> map(round -> Map.of("round_id", round.id())).orElse(Map.of()));
        });
    }

    private void wake() {
        conductor.look().subscribe().with(done -> {
        }, failure -> LOG.debugf("The conductor could not look cause=%s", failure));
    }

    /** Ends soon: a step under way is cancelled with the conductor's next look. */
    Uni<Round> stop(UUID id, String by) {
        return find(id).chain(round -> recorder.requestStop(id, by)
                .invoke(noted -> {
                    if (!noted) {
                        throw new Conflict(ProblemType.CONFLICT, "The round has ended.", Map.of("state", round.state().json()));
                    }
                }))
                .chain(() -> find(id));
    }

    private void requireSchema() {
        if (!schema.isDone()) {
            throw Unavailable.schemaPending(schema.reason().orElse("it is being looked at"));
        }
    }
}
