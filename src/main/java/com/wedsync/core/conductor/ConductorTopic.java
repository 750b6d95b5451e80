package com.wedsync.core.conductor;

import java.util.List;

import jakarta.inject.Singleton;

import com.wedsync.core.database.Session;
import com.wedsync.core.metric.Measure;
import com.wedsync.core.metric.Observation;
import com.wedsync.core.metric.Pass;
import com.wedsync.core.metric.Topic;

import io.smallrye.mutiny.Uni;

/** How well the database is tended. */
@Singleton
class ConductorTopic implements Topic {

    private static final Measure LAST = Measure.of("wedsync_maintenance_last_round_timestamp_seconds", "s",
            "When a round of maintenance last got as far as it could, Unix time");
    private static final Measure MISSED = Measure.of("wedsync_maintenance_windows_missed", "windows",
            "Windows without a round of maintenance since the last round");

    private final RoundRepository rounds;

    ConductorTopic(RoundRepository rounds) {
        this.rounds = rounds;
    }

    @Override
    public String name() {
        return "conductor";
    }

    @Override
    public List<Measure> measures() {
        return List.of(LAST, MISSED);
    }

    @Override
    public Uni<List<Observation>> observe(Session session, Pass pass) {
        return rounds.upkeep(session).map(upkeep -> List.of(
                upkeep.lastEndedAt() == null ? LAST.unknown("there was no round yet")
                        : LAST.is(upkeep.lastEndedAt().getEpochSecond()),
                MISSED.is(upkeep.windowsMissed())));
    }
}
