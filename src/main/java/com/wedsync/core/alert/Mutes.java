package com.wedsync.core.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import jakarta.inject.Singleton;

import com.wedsync.core.audit.AuditLog;
import com.wedsync.core.database.Database;
import com.wedsync.core.database.Ops;
import com.wedsync.core.error.NotFound;
import com.wedsync.core.error.ProblemType;
import com.wedsync.core.error.Unprocessable;

import io.smallrye.mutiny.Uni;

/**
 * Opens and ends mute windows. They are rows and not settings: who is woken up wants silence in all replicas within seconds,
 * without a restart, and others want to know whose silence it is.
 */
@Singleton
class Mutes {

    private final Database database;
    private final AlertRepository repository;
    private final AuditLog audit;
    private final Watch watch;
    private final AlertConfig config;
    private final Clock clock;

    Mutes(@Ops Database database, AlertRepository repository, AuditLog audit, Watch watch, AlertConfig config, Clock clock) {
        this.database = database;
        this.repository = repository;
        this.audit = audit;
        this.watch = watch;
        this.config = config;
        this.clock = clock;
    }

    Uni<Mute> open(MuteRequest request, String actor) {
        Instant now = clock.instant();
        Instant startsAt = Objects.requireNonNullElse(request.startsAt(), now);
        refuseUnless(request.endsAt().isAfter(startsAt) && request.endsAt().isAfter(now),
                "The window has to end after it starts, and not before now.");
        refuseUnless(Duration.between(startsAt, request.endsAt()).compareTo(config.longestMute()) <= 0,
                "The window is longer than wedsync.alert.longest-mute.");
        refuseUnless(
                request.rule() == null || watch.book().rules().stream().anyMatch(rule -> rule.name().equals(request.rule())),
                "There is no alert of this name.");
        Mute mute = new Mute(UUID.randomUUID(), request.rule(), Objects.requireNonNullElse(request.labels(), Map.of()),
                startsAt,
                request.endsAt(), request.comment(), actor);
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("id", mute.id().toString());
        detail.put("starts_at", startsAt.toString());
        detail.put("ends_at", request.endsAt().toString());
        detail.put("comment", request.comment());
        return database.transaction(session -> repository.mute(session, mute)
                .chain(() -> audit.append(session, actor, "mute_alert", mute.rule(), detail))).replaceWith(mute);
    }

    Uni<Void> end(UUID id, String actor) {
        return database.transaction(session -> repository.unmute(session, id, clock.instant())
                .invoke(ended -> {
                    if (!ended) {
                        throw new NotFound(ProblemType.NOT_FOUND, "There is no such mute window, or it is over.");
                    }
                })
                .chain(() -> audit.append(session, actor, "unmute_alert", null, Map.of("id", id.toString()))));
    }

    private static void refuseUnless(boolean condition, String why) {
        if (!condition) {
            throw new Unprocessable(ProblemType.UNPROCESSABLE, why);
        }
    }
}
