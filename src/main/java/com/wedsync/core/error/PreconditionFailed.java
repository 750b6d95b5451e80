package com.wedsync.core.error;

import java.util.Map;

/** A conditional change whose condition is missing (428) or not true any more (412). */
public final class PreconditionFailed extends Failure {

    public PreconditionFailed(ProblemType type, String detail, Map<String, Object> members) {
        super(type, detail, members);
    }
}
