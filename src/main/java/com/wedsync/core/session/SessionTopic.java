package com.wedsync.core.session;

import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Singleton;

import com.wedsync.core.database.Session;
import com.wedsync.core.metric.Measure;
import com.wedsync.core.metric.Observation;
import com.wedsync.core.metric.Pass;
import com.wedsync.core.metric.Topic;

import io.smallrye.mutiny.Uni;

/** Waits and long transactions. */
@Singleton
class SessionTopic implements Topic {

    private static final Measure WAITS = Measure.of("wedsync_session_waits", "sessions",
            "Busy client sessions that wait, by what they wait for", "type");
    private static final Measure TRANSACTION = Measure.of("wedsync_session_longest_transaction_seconds", "s",
            "Age of the oldest transaction of a client session");
    private static final Measure STATEMENT = Measure.of("wedsync_session_longest_statement_seconds", "s",
            "How long the longest statement has been running");
    private static final Measure IDLE = Measure.of("wedsync_session_longest_idle_in_transaction_seconds", "s",
            "How long the longest idle session in a transaction has been idle");
    private static final String HIDDEN = "the ops log-in is not a member of pg_read_all_stats";

    private final SessionRepository sessions;

    SessionTopic(SessionRepository sessions) {
        this.sessions = sessions;
    }

    @Override
    public String name() {
        return "session";
    }

    @Override
    public List<Measure> measures() {
        return List.of(WAITS, TRANSACTION, STATEMENT, IDLE);
    }

    @Override
    public Uni<List<Observation>> observe(Session session, Pass pass) {
        return pass.seesAll() ? sessions.read(session).map(SessionTopic::observations)
                : Uni.createFrom().item(measures().stream().map(measure -> measure.unknown(HIDDEN)).toList());
    }

    private static List<Observation> observations(SessionReading reading) {
        List<Observation> all = new ArrayList<>();
        reading.waits().forEach((type, count) -> all.add(WAITS.is(type, count)));
        all.add(TRANSACTION.is(reading.transactionSeconds()));
        all.add(STATEMENT.is(reading.statementSeconds()));
        all.add(IDLE.is(reading.idleInTransactionSeconds()));
        return all;
    }
}
