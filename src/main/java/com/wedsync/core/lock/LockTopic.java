package com.wedsync.core.lock;

import java.util.List;

import jakarta.inject.Singleton;

import com.wedsync.core.database.Session;
import com.wedsync.core.metric.Measure;
import com.wedsync.core.metric.Observation;
import com.wedsync.core.metric.Pass;
import com.wedsync.core.metric.Topic;

import io.smallrye.mutiny.Uni;

/** How many wait for locks, and how long. */
@Singleton
class LockTopic implements Topic {

    private static final Measure BLOCKED = Measure.of("wedsync_lock_blocked_sessions", "sessions",
            "Sessions that wait for a lock");
    private static final Measure BLOCKING = Measure.of("wedsync_lock_blocking_sessions", "sessions",
            "Sessions that wait for nobody and keep others waiting");
    private static final Measure LONGEST = Measure.of("wedsync_lock_longest_wait_seconds", "s", "The longest wait for a lock");
    private static final Measure WAITED = Measure.of("wedsync_lock_waited_seconds", "s",
            "All present waits for locks, added up");

    private final LockRepository locks;

    LockTopic(LockRepository locks) {
        this.locks = locks;
    }

    @Override
    public String name() {
        return "lock";
    }

    @Override
    public List<Measure> measures() {
        return List.of(BLOCKED, BLOCKING, LONGEST, WAITED);
    }

    @Override
    public Uni<List<Observation>> observe(Session session, Pass pass) {
        return locks.sessions(session).map(sessions -> {
            List<LockSession> waiting = sessions.stream().filter(LockSession::waits).toList();
            return List.of(BLOCKED.is(waiting.size()), BLOCKING.is(new LockTree(sessions).roots().size()),
                    LONGEST.is(waiting.stream().mapToDouble(LockSession::waitedSeconds).max().orElse(0)),
                    WAITED.is(waiting.stream().mapToDouble(LockSession::waitedSeconds).sum()));
        });
    }
}
