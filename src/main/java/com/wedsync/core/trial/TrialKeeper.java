package com.wedsync.core.trial;

import java.util.List;

import jakarta.inject.Singleton;

import com.wedsync.core.database.Session;
import com.wedsync.core.metric.Keeper;
import com.wedsync.core.metric.Observation;
import com.wedsync.core.metric.Pass;

import io.smallrye.mutiny.Uni;

/** Looks after trials in each pass of the sampler. */
@Singleton
class TrialKeeper implements Keeper {

    private final Trials trials;

    TrialKeeper(Trials trials) {
        this.trials = trials;
    }

    @Override
    public Uni<Void> keep(Session session, Pass pass, List<Observation> observations) {
        return trials.tend(session);
    }
}
