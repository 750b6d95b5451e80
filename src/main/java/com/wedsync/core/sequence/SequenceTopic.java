package com.wedsync.core.sequence;

import java.util.Comparator;
import java.util.List;

import jakarta.inject.Singleton;

import com.wedsync.core.database.Session;
import com.wedsync.core.metric.Measure;
import com.wedsync.core.metric.Observation;
import com.wedsync.core.metric.Pass;
import com.wedsync.core.metric.Topic;

import io.smallrye.mutiny.Uni;

/** Sequences that run out of numbers. */
@Singleton
class SequenceTopic implements Topic {

    private static final int SEQUENCES_SHOWN = 20;
    private static final Measure USED = Measure.of("wedsync_sequence_used_percent", "percent",
            "Numbers used, by the type of the sequence or of the column it fills, the fullest 20", "sequence");

    private final SequenceRepository sequences;

    SequenceTopic(SequenceRepository sequences) {
        this.sequences = sequences;
    }

    @Override
    public String name() {
        return "sequence";
    }

    @Override
    public List<Measure> measures() {
        return List.of(USED);
    }

    @Override
    public Uni<List<Observation>> observe(Session session, Pass pass) {
        return sequences.read(session).map(found -> found.stream()
                .map(sequence -> USED.is(sequence.name(), sequence.usedPercent()))
                .sorted(Comparator.comparing(Observation::value, Comparator.nullsFirst(Comparator.reverseOrder())))
                .limit(SEQUENCES_SHOWN).toList());
    }
}
