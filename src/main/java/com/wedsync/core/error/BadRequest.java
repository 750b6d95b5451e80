package com.wedsync.core.error;

import java.util.Map;

/** The request itself is wrong: 400. */
public final class BadRequest extends Failure {

    public BadRequest(ProblemType type, String detail) {
        this(type, detail, Map.of());
    }

    public BadRequest(ProblemType type, String detail, Map<String, Object> members) {
        super(type, detail, members);
    }
}
