package com.wedsync.core.maintenance;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;

/** Tells those who wait in this process that a run has ended in it. */
@Singleton
class Completions {

    private final Map<UUID, CompletableFuture<Void>> expected = new ConcurrentHashMap<>();

    /** To be called before the run can be taken, so that its end is not missed. */
    void expect(UUID id) {
        expected.put(id, new CompletableFuture<>());
    }

    /** Waits for the end, at most so long: another replica may have taken the run. */
    Uni<Void> await(UUID id, Duration atMost) {
        CompletableFuture<Void> end = expected.getOrDefault(id, CompletableFuture.completedFuture(null));
        return Uni.createFrom().completionStage(end).ifNoItem().after(atMost).recoverWithItem(() -> null);
    }

    void forget(UUID id) {
        expected.remove(id);
    }

    void ended(UUID id) {
        CompletableFuture<Void> end = expected.get(id);
        if (end != null) {
            end.complete(null);
        }
    }
}
