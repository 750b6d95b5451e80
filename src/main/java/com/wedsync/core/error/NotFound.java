package com.wedsync.core.error;

import java.util.Map;

/** What the request names does not exist: 404. */
public final class NotFound extends Failure {

    public NotFound(ProblemType type, String detail) {
        this(type, detail, Map.of());
    }

    public NotFound(ProblemType type, String detail, Map<String, Object> members) {
        super(type, detail, members);
    }
}
