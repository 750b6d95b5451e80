package com.wedsync.core.error;

import java.util.Map;

/** The request is well formed but cannot be done to what it names: 422. */
public final class Unprocessable extends Failure {

    public Unprocessable(ProblemType type, String detail) {
        this(type, detail, Map.of());
    }

    public Unprocessable(ProblemType type, String detail, Map<String, Object> members) {
        super(type, detail, members);
    }
}
