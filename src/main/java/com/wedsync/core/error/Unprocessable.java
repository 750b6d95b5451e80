package com.wedsync.core.error;

import java.util.List;
import java.util.Map;

/** The request is well formed but cannot be done to what it names: 422. */
public final class Unprocessable extends Failure {

    public Unprocessable(ProblemType type, String detail) {
        this(type, detail, Map.of());
    }

    public Unprocessable(ProblemType type, String detail, Map<String, Object> members) {
        super(type, detail, members);
    }

    /** All rules that the values of a request break. */
    public static Unprocessable of(List<Violation> violations) {
        return new Unprocessable(ProblemType.UNPROCESSABLE, violations.size() == 1 ? "One value breaks a rule."
                : violations.size() + " values break a rule.", Map.of("violations", violations));
    }
}
