package com.wedsync.core.conductor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.wedsync.core.history.Histories;

import io.smallrye.mutiny.Uni;

/** The timetable in force: configured, or learned from the history. */
@Singleton
class Timetables {

    private static final Hours UNTIL_LEARNED = new Hours(LocalTime.of(2, 0), LocalTime.of(5, 0));

    private final ConductorConfig config;
    private final Histories histories;
    private final Clock clock;
    private volatile Optional<Hours> learned = Optional.empty();

    Timetables(ConductorConfig config, Histories histories, Clock clock) {
        this.config = config;
        this.histories = histories;
        this.clock = clock;
    }

    Timetable current() {
        return config.window().map(hours -> of(hours, Timetable.Source.CONFIGURED))
                .or(() -> learned.map(hours -> of(hours, Timetable.Source.LEARNED)))
                .orElseGet(() -> of(UNTIL_LEARNED, Timetable.Source.DEFAULT));
    }

    private Timetable of(Hours hours, Timetable.Source source) {
        return new Timetable(hours, config.timeZone(), config.days(), source);
    }

    /** Looks the history through anew; while a window is open the hours stay as they are. */
    Uni<Void> learn() {
        Instant now = clock.instant();
        if (config.window().isPresent() || current().open(now).isPresent()) {
            return Uni.createFrom().voidItem();
        }
        return histories.points(QuietHours.MEASURE, Map.of(), now.minus(QuietHours.LOOK_BACK), now, Duration.ofHours(1))
                .invoke(points -> learned = QuietHours.of(points, config.timeZone(), config.learnedHours()))
                .replaceWithVoid();
    }
}
