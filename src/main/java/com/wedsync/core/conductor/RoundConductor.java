package com.wedsync.core.conductor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import com.wedsync.core.database.Database;
import com.wedsync.core.database.Ops;
import com.wedsync.core.database.Session;
import com.wedsync.core.maintenance.MaintenanceRun;
import com.wedsync.core.maintenance.RunStatus;
import com.wedsync.core.maintenance.Tasks;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

/** Conducts one round, a step at a time: looks whether it may go on, plans, has the most urgent done, and looks again. */
@Singleton
class RoundConductor {

    private static final Logger LOG = Logger.getLogger(RoundConductor.class);

    private final Database database;
    private final Planning planning;
    private final LoadRepository load;
    private final RoundRepository rounds;
    private final RoundRecorder recorder;
    private final Tasks tasks;
    private final ConductorConfig config;
    private final ConductorMeters meters;
    private final MeterRegistry registry;
    private final Clock clock;

    RoundConductor(@Ops Database database, Planning planning, LoadRepository load, RoundRepository rounds,
            RoundRecorder recorder,
            Tasks tasks, ConductorConfig config, ConductorMeters meters, MeterRegistry registry, Clock clock) {
        this.database = database;
        this.planning = planning;
        this.load = load;
        this.rounds = rounds;
        this.recorder = recorder;
        this.tasks = tasks;
        this.config = config;
        this.meters = meters;
        this.registry = registry;
        this.clock = clock;
    }

    /**
     * Conducts a round to its end, which is written.
     *
     * @param session has the leader's lock for as long as it lives, and is what steps are performed on
     * @param stopping whether the service shuts down
     */
    Uni<Void> conduct(Session session, Round round, Duration length, BooleanSupplier stopping) {
        Instant now = clock.instant();
        Course course = new Course(round, now.plus(length), pace(round, now),
                new LoadMeter(database, load, new Latency(registry)));
        return planning.plan(course.done(), course.urgentOnly())
                .chain(plan -> recorder.start(round, now.plus(length), session.backendPid(), plan)
                        .chain(started -> !started ? Uni.createFrom().voidItem()
                                : round.dryRun() ? recorder.end(round, RoundState.COMPLETED, "a dry run: nothing was done")
                                        : perform(session, course, stopping)));
    }

    private Pace pace(Round round, Instant now) {
        Bounds bounds = Bounds.of(config);
        return round.trigger() == Trigger.CATCH_UP ? Pace.waiting(bounds.times(0.5), config.calmFor(), now)
                : new Pace(bounds, config.calmFor());
    }

    private Uni<Void> perform(Session session, Course course, BooleanSupplier stopping) {
        LOG.infof("Maintenance round begins round=%s trigger=%s", course.round().id(), course.round().trigger().json());
        return course.meter().read().chain(load -> pause()) // rates need two looks
                .chain(() -> turns(session, course, stopping))
                .call(ending -> recorder.end(course.round(), ending.state(), ending.reason()))
                .invoke(ending -> LOG.infof("Maintenance round ended round=%s state=%s reason=\"%s\"", course.round().id(),
                        ending.state().json(), ending.reason()))
                .replaceWithVoid();
    }

    private Uni<Course.Ending> turns(Session session, Course course, BooleanSupplier stopping) {
        return Multi.createBy().repeating().uni(() -> turn(session, course, stopping))
                .whilst(ending -> ending.isEmpty())
                .collect().last().map(Optional::orElseThrow);
    }

    /** One step, or one pause; gives how the round is to end, once it is. */
    private Uni<Optional<Course.Ending>> turn(Session session, Course course, BooleanSupplier stopping) {
        return look(course, stopping).chain(seen -> course.ending().isPresent()
                ? Uni.createFrom().item(course.ending())
                : planning.plan(course.done(), course.urgentOnly()).chain(plan -> {
                    if (plan.steps().isEmpty()) {
                        return Uni.createFrom().item(Optional.of(new Course.Ending(RoundState.COMPLETED, leftOver(plan))));
                    }
                    Step step = plan.steps().getFirst();
                    return (course.yielding().isPresent() && !isExempt(step, seen) ? giveWay(course)
                            : perform(session, course, step, stopping)).replaceWith(Optional.empty());
                }));
    }

    private static String leftOver(Plan plan) {
        return plan.skipped().isEmpty() ? "nothing is left to do"
                : "nothing is left that could be done; left out: " + plan.skipped().size();
    }

    /** Load does not keep it from what ends in an outage; a backup, a migration or a standby does. */
    private static boolean isExempt(Step step, Load load) {
        return step.reason() == Reason.WRAPAROUND && load.obstacle() == null;
    }

    private Uni<Load> look(Course course, BooleanSupplier stopping) {
        return course.meter().read().chain(read -> database
                .with(session -> rounds.stopRequestedBy(session, course.round().id()))
                .invoke(stop -> course.see(clock.instant(), read, stop, stopping.getAsBoolean()))
                .replaceWith(read));
    }

    private Uni<Void> giveWay(Course course) {
        return recorder.yield(course.round().id(), course.yielding().orElse("")).chain(this::pause);
    }

    private Uni<Void> pause() {
        return Uni.createFrom().voidItem().onItem().delayIt().by(config.lookEvery());
    }

    private Uni<Void> perform(Session session, Course course, Step step, BooleanSupplier stopping) {
        course.begin();
        UUID round = course.round().id();
        return recorder.goOn(round)
                .chain(() -> settings(session, step))
                .chain(() -> {
                    Cancellable watching = watch(session, course, step, stopping);
                    return tasks.perform(session, step.task(round), Conductor.NAME).onTermination().invoke(watching::cancel);
                })
                .chain(run -> run.isEmpty() ? Uni.createFrom().voidItem() : ended(course, run.get()))
                .invoke(() -> course.end(step, course.isCancelled()));
    }

    /** What would end in an outage is done at full speed. */
    private Uni<Void> settings(Session session, Step step) {
        long delay = step.reason() == Reason.WRAPAROUND ? 0 : config.vacuumCostDelay().toMillis();
        return session.command("SET vacuum_cost_delay = " + delay)
                .chain(() -> session.command("SET vacuum_cost_limit = " + config.vacuumCostLimit()))
                .replaceWithVoid();
    }

    private Uni<Void> ended(Course course, MaintenanceRun run) {
        meters.performed(run.status());
        Double p95 = course.worstP95();
        if (run.status() == RunStatus.FAILED) {
            LOG.warnf("A step of maintenance failed run=%s action=%s table=%s", run.id(), run.action().json(), run.tableName());
        }
        return p95 == null ? Uni.createFrom().voidItem() : tasks.setP95(run.id(), p95);
    }

    private Cancellable watch(Session session, Course course, Step step, BooleanSupplier stopping) {
        int backendPid = session.backendPid();
        return Multi.createFrom().ticks().startingAfter(config.lookEvery()).every(config.lookEvery())
                .onOverflow().drop()
                .onItem().transformToUniAndConcatenate(tick -> look(course, stopping)
                        .chain(seen -> mustGiveUp(course, step, seen) ? cancel(course, backendPid)
                                : Uni.createFrom().voidItem())
                        .onFailure().invoke(failure -> LOG.debugf("A look failed cause=%s", failure))
                        .onFailure().recoverWithNull())
                .subscribe().with(looked -> {
                });
    }

    private boolean mustGiveUp(Course course, Step step, Load seen) {
        return course.ending().isPresent() || !isExempt(step, seen) && course.pace().yieldingSince()
                .filter(since -> !clock.instant().isBefore(since.plus(config.giveUpAfter()))).isPresent();
    }

    private Uni<Void> cancel(Course course, int backendPid) {
        course.cancel();
        return tasks.cancel(backendPid);
    }
}
