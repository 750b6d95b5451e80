package com.wedsync.core.live;

import java.time.Clock;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import com.wedsync.core.database.App;
import com.wedsync.core.database.Database;
import com.wedsync.core.database.Ops;
import com.wedsync.core.metric.Observations;
import com.wedsync.core.metric.PassEnded;
import com.wedsync.core.pool.PoolReport;

/** Puts the report together, from memory alone. */
@Singleton
class Live {

    private final Database app;
    private final Database ops;
    private final Observations observations;
    private final Traffic traffic;
    private final Clock clock;
    private volatile boolean failing;

    Live(@App Database app, @Ops Database ops, Observations observations, Traffic traffic, Clock clock) {
        this.app = app;
        this.ops = ops;
        this.observations = observations;
        this.traffic = traffic;
        this.clock = clock;
    }

    void passEnded(@Observes PassEnded pass) {
        failing = !pass.succeeded();
    }

    LiveReport report(int viewers) {
        Traffic.Figures figures = traffic.figures();
        return new LiveReport(clock.instant(),
                new LiveReport.LastReading(observations.takenAt().orElse(null),
                        observations.age().map(age -> Rounded.toTenth(age.toMillis() / 1e3)).orElse(null), failing),
                PoolReport.Use.of(app.status()), PoolReport.Use.of(ops.status()), figures.admission(), figures.waits(),
                figures.requests(), figures.budget(), figures.streams(), viewers);
    }
}
