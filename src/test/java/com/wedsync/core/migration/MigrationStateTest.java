package com.wedsync.core.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import com.wedsync.core.migration.MigrationState.Phase;

class MigrationStateTest {

    private final MigrationState state = new MigrationState();

    @Test
    void it_is_known_as_soon_as_the_schema_was_looked_at_whatever_was_seen() {
        CompletableFuture<Void> known = state.known().toCompletableFuture();
        assertThat(known).isNotDone();

        state.enter(Phase.PENDING, "the database cannot be used");
        assertThat(known).isDone();
        assertThat(state.isDone()).isFalse();
    }

    @Test
    void who_no_longer_waits_ends_it_for_nobody_else() {
        state.known().toCompletableFuture().cancel(true);
        CompletableFuture<Void> known = state.known().toCompletableFuture();
        assertThat(known).isNotDone();

        assertThat(state.finish()).isTrue();
        assertThat(known).isCompleted();
        assertThat(state.known().toCompletableFuture()).isCompleted();
    }
}
