package com.wedsync.core.conductor;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * When windows open and close. An hour that the clock skips in spring begins after the skip; one that comes twice in autumn is
 * the first.
 *
 * @param days on which windows open
 * @param source where the hours are from
 */
record Timetable(Hours hours, ZoneId zone, Set<DayOfWeek> days, Source source) {

    /** A window opens once a week at least, and is no longer than a day. */
    private static final int DAYS_AROUND = 8;

    /** Where the hours of the window are from. */
    enum Source {
        /** The configuration. */
        CONFIGURED,
        /** The quietest hours of the history. */
        LEARNED,
        /** Neither: the history is too short. */
        DEFAULT
    }

    Optional<Window> open(Instant now) {
        return around(now).filter(window -> window.isOpen(now)).findFirst();
    }

    Window next(Instant now) {
        return around(now).filter(window -> window.opensAt().isAfter(now)).findFirst().orElseThrow();
    }

    /** The one that closed last. */
    Window previous(Instant now) {
        return around(now).filter(window -> !window.closesAt().isAfter(now)).max(Comparator.comparing(Window::closesAt))
                .orElseThrow();
    }

    private Stream<Window> around(Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        return IntStream.rangeClosed(-DAYS_AROUND, DAYS_AROUND).mapToObj(today::plusDays)
                .filter(day -> days.contains(day.getDayOfWeek())).map(this::on);
    }

    private Window on(LocalDate day) {
        LocalDate last = hours.endOnTheNextDay() ? day.plusDays(1) : day;
        return new Window(day.atTime(hours.from()).atZone(zone).toInstant(), last.atTime(hours.to()).atZone(zone).toInstant());
    }
}
