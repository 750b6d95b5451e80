package com.wedsync.core.error;

import java.util.Map;

/** Somebody else is in the way right now: 409. */
public final class Conflict extends Failure {

    public Conflict(ProblemType type, String detail) {
        this(type, detail, Map.of());
    }

    public Conflict(ProblemType type, String detail, Map<String, Object> members) {
        super(type, detail, members);
    }
}
