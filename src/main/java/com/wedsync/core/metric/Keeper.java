package com.wedsync.core.metric;

import java.util.List;

import com.wedsync.core.database.Session;

import io.smallrye.mutiny.Uni;

/** Who keeps what a pass found; told within the pass, over its session. */
public interface Keeper {

    /** Keeps {@code observations}; when it fails, the pass has succeeded all the same. */
    Uni<Void> keep(Session session, Pass pass, List<Observation> observations);
}
