package com.wedsync.core.conductor;

import java.time.DateTimeException;
import java.time.LocalTime;

/**
 * Hours of a day, on the wall clock.
 *
 * @param to on the next day if not after {@code from}
 */
public record Hours(LocalTime from, LocalTime to) {

    public Hours {
        if (from.equals(to)) {
            throw new IllegalArgumentException("a window from " + from + " to " + to + " has no length");
        }
    }

    /** @param text as 02:00-05:00 */
    static Hours parse(String text) {
        String[] ends = text.strip().split("-", -1);
        try {
            if (ends.length == 2) {
                return new Hours(LocalTime.parse(ends[0].strip()), LocalTime.parse(ends[1].strip()));
            }
        } catch (DateTimeException noTime) {
            // told below
        }
        throw new IllegalArgumentException("'" + text + "' is not a window as 02:00-05:00");
    }

    boolean endOnTheNextDay() {
        return !to.isAfter(from);
    }
}
