package com.wedsync.core.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import com.wedsync.core.database.Session;
import com.wedsync.core.error.Unavailable;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;

/** Asks one topic after the other. One that fails is unknown, and says so once; the others are asked all the same. */
@Singleton
class Topics {

    static final Measure MILLISECONDS = Measure.of("wedsync_sampler_topic_milliseconds", "ms",
            "How long the last pass took for a topic", "topic");
    static final Measure FAILED = Measure.of("wedsync_sampler_topic_failed", "0 or 1",
            "Whether a topic failed in the last pass", "topic");
    private static final Logger LOG = Logger.getLogger(Topics.class);
    private static final double NANOS_PER_MILLI = 1e6;

    private final List<Topic> topics;
    private final List<Keeper> keepers;
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    Topics(@All List<Topic> topics, @All List<Keeper> keepers) {
        this.topics = topics;
        this.keepers = keepers;
    }

    /** What all topics observe, and what asking each has cost. Fails only when the connection is lost. */
    Uni<List<Observation>> ask(Session session, Pass pass) {
        List<Observation> all = new ArrayList<>();
        Uni<Void> asking = Uni.createFrom().voidItem();
        for (Topic topic : topics) {
            asking = asking.chain(() -> ask(topic, session, pass).invoke(all::addAll).replaceWithVoid());
        }
        return asking.map(asked -> all);
    }

    private Uni<List<Observation>> ask(Topic topic, Session session, Pass pass) {
        return Uni.createFrom().deferred(() -> {
            long started = System.nanoTime();
            return Uni.createFrom().deferred(() -> topic.observe(session, pass))
                    .invoke(observed -> recovered(topic.name()))
                    .onFailure(failure -> !(failure instanceof Unavailable))
                    .recoverWithItem(failure -> failed(topic, failure))
                    .map(observed -> withCost(topic.name(), observed, (System.nanoTime() - started) / NANOS_PER_MILLI));
        });
    }

    /** Has everything kept that a pass found. */
    Uni<Void> keep(Session session, Pass pass, List<Observation> observations) {
        Uni<Void> keeping = Uni.createFrom().voidItem();
        for (Keeper keeper : keepers) {
            String name = keeper.getClass().getSimpleName();
            keeping = keeping.chain(() -> keeper.keep(session, pass, observations).invoke(() -> recovered(name))
                    .onFailure().recoverWithItem(failure -> {
                        report(name, failure);
                        return null;
                    }));
        }
        return keeping;
    }

    private List<Observation> withCost(String name, List<Observation> observed, double milliseconds) {
        List<Observation> all = new ArrayList<>(observed);
        all.add(MILLISECONDS.is(name, milliseconds));
        all.add(FAILED.is(name, failing.contains(name) ? 1 : 0));
        return all;
    }

    private List<Observation> failed(Topic topic, Throwable failure) {
        report(topic.name(), failure);
        return topic.measures().stream().map(measure -> measure.unknown("it could not be read: " + failure.getMessage()))
                .toList();
    }

    private void recovered(String name) {
        if (failing.remove(name)) {
            LOG.infof("Reading works again topic=%s", name);
        }
    }

    private void report(String name, Throwable failure) {
        if (failing.add(name)) {
            LOG.warnf("A part of the reading failed topic=%s cause=%s", name, failure);
        }
    }
}
