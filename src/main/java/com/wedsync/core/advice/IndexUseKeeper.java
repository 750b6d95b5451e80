package com.wedsync.core.advice;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.database.Session;
import com.wedsync.core.metric.Keeper;
import com.wedsync.core.metric.Observation;
import com.wedsync.core.metric.Pass;

import io.smallrye.mutiny.Uni;

/** Looks once an hour which indexes are used. */
@Singleton
class IndexUseKeeper implements Keeper {

    private static final Duration EVERY = Duration.ofHours(1);

    private final AdviceRepository indexes;
    private @Nullable Instant notedAt;

    IndexUseKeeper(AdviceRepository indexes) {
        this.indexes = indexes;
    }

    @Override
    public Uni<Void> keep(Session session, Pass pass, List<Observation> observations) {
        Instant before = notedAt;
        return before != null && Duration.between(before, pass.takenAt()).abs().compareTo(EVERY) < 0
                ? Uni.createFrom().voidItem()
                : indexes.noteUse(session).invoke(() -> notedAt = pass.takenAt());
    }
}
