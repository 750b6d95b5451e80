package com.wedsync.core.error;

import java.util.Map;

/** It was there and is no more: 410. */
public final class Gone extends Failure {

    public Gone(ProblemType type, String detail, Map<String, Object> members) {
        super(type, detail, members);
    }
}
