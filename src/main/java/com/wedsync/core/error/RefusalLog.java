package com.wedsync.core.error;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

/**
 * Logs that requests are refused for want of a database. In an outage all of them are, for one reason: it is told with the
 * first, and then once a minute with the number of the others, so that the log stays readable when it is needed.
 */
@Singleton
class RefusalLog {

    private static final Logger LOG = Logger.getLogger(RefusalLog.class);
    private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<URI, Tally> tallies = new ConcurrentHashMap<>();

    /** Of one problem type: when the next line is due, and how many refusals were kept silent since the last one. */
    private record Tally(AtomicLong dueMillis, AtomicLong silent) {
    }

    RefusalLog(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param type the problem type, of which there are few
     * @param cause of this refusal; others of the type may have had another
     */
    void refused(URI type, Object cause) {
        Tally tally = tallies.computeIfAbsent(type, first -> new Tally(new AtomicLong(Long.MIN_VALUE), new AtomicLong()));
        long now = clock.millis();
        long due = tally.dueMillis.get();
        if (now >= due && tally.dueMillis.compareAndSet(due, now + BETWEEN_LINES.toMillis())) {
            LOG.warnf("Request refused type=%s others_since_last_line=%d cause=%s", type, tally.silent.getAndSet(0), cause);
        } else {
            tally.silent.incrementAndGet();
        }
    }
}
