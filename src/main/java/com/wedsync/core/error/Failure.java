package com.wedsync.core.error;

import java.util.Map;

/** A fact that keeps a request from being answered as asked; thrown where it is known, told once by {@link ProblemMappers}. */
public abstract sealed class Failure extends RuntimeException
        permits BadRequest, Conflict, Forbidden, Gone, NotFound, PreconditionFailed, TooMany, Unavailable, Unprocessable {

    private final ProblemType type;
    private final String detail;
    private final transient Map<String, Object> members;

    Failure(ProblemType type, String detail, Map<String, Object> members) {
        super(detail);
        this.type = type;
        this.detail = detail;
        this.members = Map.copyOf(members);
    }

    /** The stable kind of problem. */
    public ProblemType type() {
        return type;
    }

    /** The problem as a client sees it. */
    public Problem problem() {
        return Problem.of(type, detail, members);
    }
}
