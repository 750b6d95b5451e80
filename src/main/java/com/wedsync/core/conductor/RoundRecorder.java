package com.wedsync.core.conductor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.wedsync.core.audit.AuditLog;
import com.wedsync.core.database.Database;
import com.wedsync.core.database.Instance;
import com.wedsync.core.database.Ops;
import com.wedsync.core.database.Session;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;

/** Writes what becomes of rounds, each change that matters together with its audit entry. */
@Singleton
class RoundRecorder {

    private final Database database;
    private final RoundRepository rounds;
    private final AuditLog audit;
    private final ObjectMapper json;
    private final ConductorMeters meters;
    private final Clock clock;

    RoundRecorder(@Ops Database database, RoundRepository rounds, AuditLog audit, ObjectMapper json, ConductorMeters meters,
            Clock clock) {
        this.database = database;
        this.rounds = rounds;
        this.audit = audit;
        this.json = json;
        this.meters = meters;
        this.clock = clock;
    }

    /** A round that a leader is to begin; empty if one is open: there is never more than one. */
    Uni<Optional<Round>> request(Trigger trigger, boolean dryRun, String requestedBy, @Nullable Instant windowOpenedAt,
            Duration length) {
        UUID id = UUID.randomUUID();
        return database.transaction(session -> rounds
                .request(session, id, trigger, dryRun, requestedBy, clock.instant(), windowOpenedAt, length)
                .chain(written -> !written ? Uni.createFrom().item(Optional.empty())
                        : audit(session, requestedBy, id, RoundState.REQUESTED, trigger.json())
                                .chain(() -> rounds.find(session, id))));
    }

    /** The leader begins; false if the round is not to be begun any more. */
    Uni<Boolean> start(Round round, Instant endsBy, int backendPid, Plan plan) {
        return database.with(session -> rounds.start(session, round.id(), clock.instant(), endsBy, Instance.name(), backendPid,
                write(plan)));
    }

    /** Counted once for each time that it gives way, not for each look. */
    Uni<Void> yield(UUID round, String reason) {
        return database.with(session -> rounds.yield(session, round, reason)).invoke(begins -> {
            if (begins) {
                meters.yielded();
            }
        }).replaceWithVoid();
    }

    Uni<Void> goOn(UUID round) {
        return database.with(session -> rounds.goOn(session, round));
    }

    /** Once: who comes second writes nothing. */
    Uni<Void> end(Round round, RoundState state, String reason) {
        return database.transaction(session -> rounds.end(session, round.id(), state, reason, clock.instant())
                .call(written -> written ? audit(session, Conductor.NAME, round.id(), state, reason)
                        : Uni.createFrom().voidItem()))
                .invoke(written -> {
                    if (written) {
                        meters.ended(state);
                    }
                })
                .replaceWithVoid();
    }

    /** Nobody began a round while the window was open. */
    Uni<Void> missed(Window window, String reason) {
        UUID id = UUID.randomUUID();
        return database.transaction(session -> rounds.missed(session, id, clock.instant(), window, reason)
                .call(written -> written ? audit(session, Conductor.NAME, id, RoundState.MISSED, reason)
                        : Uni.createFrom().voidItem()))
                .replaceWithVoid();
    }

    /** False if it has ended already. */
    Uni<Boolean> requestStop(UUID round, String by) {
        return database.transaction(session -> rounds.requestStop(session, round, by)
                .call(written -> written ? audit(session, by, round, RoundState.STOPPED, "requested")
                        : Uni.createFrom().voidItem()));
    }

    private Uni<Void> audit(Session session, String actor, UUID round, RoundState state, String reason) {
        Map<String, Object> detail = new HashMap<>();
        detail.put("round_id", round.toString());
        detail.put("state", state.json());
        detail.put("reason", reason);
        return audit.append(session, actor, "maintenance_round", null, detail);
    }

    private JsonObject write(Plan plan) {
        try {
            return new JsonObject(json.writeValueAsString(plan));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a plan is numbers and texts", impossible);
        }
    }
}
