package com.wedsync.core.conductor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.wedsync.core.database.Session;

import io.smallrye.mutiny.Uni;

/** Whether a round is due. */
@Singleton
class Agenda {

    /** A round that fails each time is not begun for ever. */
    private static final int MAX_ATTEMPTS = 10;
    /** Catching up is not worth it so short before the next window. */
    private static final Duration WORTH_IT = Duration.ofHours(1);

    private final RoundRepository rounds;
    private final RoundRecorder recorder;
    private final Timetables timetables;
    private final ConductorConfig config;
    private final Clock clock;

    Agenda(RoundRepository rounds, RoundRecorder recorder, Timetables timetables, ConductorConfig config, Clock clock) {
        this.rounds = rounds;
        this.recorder = recorder;
        this.timetables = timetables;
        this.config = config;
        this.clock = clock;
    }

    /**
     * A round that is to be begun.
     *
     * @param round on record already, if somebody asked for it
     */
    record Due(Trigger trigger, Optional<Round> round, Optional<Window> window, Duration length) {

        /** Its time counts from when it was asked for: what was meant for the night is not done at noon. */
        static Due asked(Round round, Instant now) {
            return new Due(round.trigger(), Optional.of(round), Optional.empty(),
                    Duration.between(now, round.requestedAt().plus(round.length())));
        }

        static Due of(Trigger trigger, Window window, Duration length) {
            return new Due(trigger, Optional.empty(), Optional.of(window), length);
        }
    }

    /** What is due first; empty if nothing is. A window that has gone by without a round is put on record. */
    Uni<Optional<Due>> due(Session session) {
        return rounds.requested(session).chain(asked -> asked.isPresent() || !config.enabled()
                ? Uni.createFrom().item(asked.map(round -> Due.asked(round, clock.instant())))
                : dueByTheClock(session));
    }

    private Uni<Optional<Due>> dueByTheClock(Session session) {
        Instant now = clock.instant();
        Timetable timetable = timetables.current();
        Optional<Window> open = timetable.open(now);
        if (open.isPresent()) {
            Window window = open.get();
            return rounds.ofWindow(session, window.opensAt()).map(known -> isTended(known) || known.size() >= MAX_ATTEMPTS
                    ? Optional.empty()
                    : Optional.of(Due.of(Trigger.WINDOW, window, Duration.between(now, window.closesAt()))));
        }
        Window last = timetable.previous(now);
        return rounds.ofWindow(session, last.opensAt()).chain(known -> wasMissed(session, last, known)
                .map(missed -> missed && config.catchUp() && attempts(known) < MAX_ATTEMPTS
                        ? catchUp(now, last, timetable.next(now))
                        : Optional.empty()));
    }

    private static long attempts(List<Round> ofWindow) {
        return ofWindow.stream().filter(round -> round.trigger() == Trigger.CATCH_UP).count();
    }

    /** One of its rounds is under way, or got as far as it could. */
    private static boolean isTended(List<Round> ofWindow) {
        return ofWindow.stream().anyMatch(round -> switch (round.state()) {
            case REQUESTED, RUNNING, YIELDING, COMPLETED, STOPPED -> true;
            case FAILED, INTERRUPTED, MISSED -> false;
        });
    }

    private Uni<Boolean> wasMissed(Session session, Window window, List<Round> known) {
        if (isTended(known)) {
            return Uni.createFrom().item(false);
        }
        if (known.stream().anyMatch(round -> round.state() == RoundState.MISSED)) {
            return Uni.createFrom().item(true);
        }
        return rounds.observedSince(session).chain(since -> since.filter(window.opensAt()::isAfter).isPresent()
                ? recorder.missed(window, known.isEmpty() ? "no replica began a round" : "no round got to its end")
                        .replaceWith(true)
                : Uni.createFrom().item(false));
    }

    private static Optional<Due> catchUp(Instant now, Window missed, Window next) {
        Duration left = Duration.between(now, next.opensAt());
        return left.compareTo(WORTH_IT) < 0 ? Optional.empty()
                : Optional.of(Due.of(Trigger.CATCH_UP, missed, left.compareTo(missed.length()) < 0 ? left : missed.length()));
    }
}
