package com.wedsync.core.error;

import java.util.Map;

/** The caller has as much of something as it may have: 429. */
public final class TooMany extends Failure {

    public TooMany(ProblemType type, String detail) {
        super(type, detail, Map.of());
    }
}
