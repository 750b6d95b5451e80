package com.wedsync.core.maintenance;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonValue;
import com.wedsync.core.error.BadRequest;
import com.wedsync.core.error.ProblemType;

/** How far a run is; see the package for the way through them. */
public enum RunStatus {

    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    INTERRUPTED;

    private static final List<String> NAMES = Arrays.stream(values()).map(RunStatus::json).toList();

    static RunStatus of(String json) {
        return Arrays.stream(values()).filter(status -> status.json().equals(json)).findFirst()
                .orElseThrow(() -> new BadRequest(ProblemType.INVALID_REQUEST, "There is no such status.",
                        Map.of("allowed", NAMES)));
    }

    /** Whether work is still to come. */
    boolean isOpen() {
        return this == QUEUED || this == RUNNING;
    }

    /** The name in JSON and in ops.maintenance_run. */
    @JsonValue
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
