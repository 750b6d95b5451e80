package com.wedsync.core.query;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.database.Session;
import com.wedsync.core.metric.Keeper;
import com.wedsync.core.metric.Observation;
import com.wedsync.core.metric.Pass;

import io.smallrye.mutiny.Uni;

/** Writes what ran into the history: the present hour so far every ten minutes, each hour once more when it is over. */
@Singleton
class StatementKeeper implements Keeper {

    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int TOP = 150;

    private final RecentStatements recent;
    private final StatementRepository statements;
    private final TextRepository texts;
    private @Nullable Instant keptAt;

    StatementKeeper(RecentStatements recent, StatementRepository statements, TextRepository texts) {
        this.recent = recent;
        this.statements = statements;
        this.texts = texts;
    }

    @Override
    public Uni<Void> keep(Session session, Pass pass, List<Observation> observations) {
        Instant now = pass.takenAt();
        Instant before = keptAt;
        if (before == null) {
            keptAt = now;
            return Uni.createFrom().voidItem();
        }
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        boolean hourIsOver = before.isBefore(hour);
        if (!hourIsOver && Duration.between(before, now).abs().compareTo(EVERY) < 0) {
            return Uni.createFrom().voidItem();
        }
        if (hourIsOver) {
            texts.askAgain();
        }
        Uni<Void> keeping = hourIsOver
                ? keep(session, hour.minus(Duration.ofHours(1))).chain(() -> statements.forget(session, now.minus(KEPT)))
                : keep(session, hour);
        return keeping.invoke(() -> keptAt = now);
    }

    private Uni<Void> keep(Session session, Instant hour) {
        Use use = recent.of(hour);
        var top = use.top(TOP);
        return top.isEmpty() ? Uni.createFrom().voidItem()
                : statements.keep(session, hour, use.seconds(), top)
                        .chain(() -> texts.texts(session, top.stream().map(entry -> entry.getKey().queryId()).toList()))
                        .replaceWithVoid();
    }
}
