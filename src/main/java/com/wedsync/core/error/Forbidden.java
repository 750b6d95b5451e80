package com.wedsync.core.error;

import java.util.Map;

/** The caller, or the service's own log-in, may not do this: 403. */
public final class Forbidden extends Failure {

    public Forbidden(ProblemType type, String detail) {
        this(type, detail, Map.of());
    }

    public Forbidden(ProblemType type, String detail, Map<String, Object> members) {
        super(type, detail, members);
    }
}
