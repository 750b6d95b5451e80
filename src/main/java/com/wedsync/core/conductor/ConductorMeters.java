package com.wedsync.core.conductor;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import jakarta.inject.Singleton;

import com.wedsync.core.maintenance.RunStatus;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What this replica has conducted; there from the start, so that the first failure is an increase. */
@Singleton
class ConductorMeters {

    private static final List<RoundState> ENDS = List.of(RoundState.COMPLETED, RoundState.STOPPED, RoundState.FAILED,
            RoundState.INTERRUPTED, RoundState.MISSED);
    private static final List<RunStatus> STEP_ENDS = List.of(RunStatus.SUCCEEDED, RunStatus.FAILED, RunStatus.INTERRUPTED);

    private final Map<RoundState, Counter> rounds = new EnumMap<>(RoundState.class);
    private final Map<RunStatus, Counter> steps = new EnumMap<>(RunStatus.class);
    private final Counter yields;

    ConductorMeters(MeterRegistry registry) {
        ENDS.forEach(state -> rounds.put(state, Counter.builder("wedsync.conductor.rounds")
                .description("Rounds of maintenance that this replica brought to an end").tag("state", state.json())
                .register(registry)));
        STEP_ENDS.forEach(status -> steps.put(status, Counter.builder("wedsync.conductor.steps")
                .description("Steps of rounds of maintenance").tag("status", status.json()).register(registry)));
        yields = Counter.builder("wedsync.conductor.yields").description("How often maintenance gave way to load")
                .register(registry);
    }

    void ended(RoundState state) {
        Objects.requireNonNull(rounds.get(state)).increment();
    }

    void performed(RunStatus status) {
        Objects.requireNonNull(steps.get(status)).increment();
    }

    void yielded() {
        yields.increment();
    }
}
