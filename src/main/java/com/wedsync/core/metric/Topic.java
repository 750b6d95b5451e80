package com.wedsync.core.metric;

import java.util.List;

import com.wedsync.core.database.Session;

import io.smallrye.mutiny.Uni;

/**
 * What one feature asks the database in each pass of the sampler. Its observations become gauges and history; when it
 * fails, its measures are unknown in that pass and the other topics are asked all the same.
 */
public interface Topic {

    /** A word for logs and for the label of what it costs. */
    String name();

    /** Everything that it may observe. */
    List<Measure> measures();

    /** Asks over the session of the pass: few and short statements, which wait for nobody's lock. */
    Uni<List<Observation>> observe(Session session, Pass pass);
}
