package com.wedsync.core.live;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** What was counted at moments of the last hour, so that any time up to that can be told of. Not for several threads. */
final class Trail {

    static final Duration LONGEST = Duration.ofHours(1);

    /**
     * @param at in the time of {@link System#nanoTime}
     * @param requests all of them
     * @param failed those that ended with a server error
     * @param refusals because of overload
     * @param dropped streams that the service ended
     * @param acquisitions of connections of the data plane
     */
    record Mark(long at, Tally requests, long failed, double refusals, double dropped, Tally acquisitions) {

        Duration age(Mark later) {
            return Duration.ofNanos(later.at - at);
        }
    }

    private final Deque<Mark> marks = new ArrayDeque<>();

    void add(Mark mark) {
        marks.addLast(mark);
        while (marks.size() > 1 && marks.getFirst().age(mark).compareTo(LONGEST) > 0) {
            marks.removeFirst();
        }
    }

    /** The newest mark that is {@code span} before {@code now}, or the oldest there is; {@code now} itself if there is none. */
    Mark before(Mark now, Duration span) {
        Mark found = marks.isEmpty() ? now : marks.getFirst();
        for (Mark mark : marks) {
            if (mark.age(now).compareTo(span) < 0) {
                break;
            }
            found = mark;
        }
        return found;
    }
}
