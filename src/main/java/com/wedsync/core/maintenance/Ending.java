package com.wedsync.core.maintenance;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.error.Problem;
import com.wedsync.core.error.ProblemType;

/** How a run ended. */
record Ending(RunStatus status, @Nullable RunResult result, @Nullable Problem problem) {

    static Ending succeeded(RunResult result) {
        return new Ending(RunStatus.SUCCEEDED, result, null);
    }

    /**
     * After a failure. What somebody or something outside ended is interrupted: it may just be tried again.
     *
     * @param stopping whether the service shuts down
     */
    static Ending of(Throwable failure, boolean stopping) {
        Problem problem = Problem.of(failure);
        String sqlState = problem.code() == null ? "" : problem.code();
        if (sqlState.equals("57014")) {
            return interrupted(stopping ? "The service was shut down before the work was done."
                    : "The statement was cancelled by an administrator or by its time limit.").withCode(sqlState);
        }
        if (sqlState.startsWith("57P") || sqlState.startsWith("08") || (sqlState.isEmpty() && problem.status() == 503)) {
            return interrupted("The connection to the database ended before the work was done.").withCode(sqlState);
        }
        return new Ending(RunStatus.FAILED, null, problem);
    }

    /** A run that nobody works on any more. */
    static Ending abandoned(@Nullable String instance) {
        return interrupted("The service that ran it, " + instance
                + ", was killed or lost the database before the work was done.");
    }

    private static Ending interrupted(String detail) {
        return new Ending(RunStatus.INTERRUPTED, null, Problem.of(ProblemType.INTERRUPTED, detail));
    }

    private Ending withCode(String sqlState) {
        return problem == null || sqlState.isEmpty() ? this : new Ending(status, result, problem.withCode(sqlState));
    }
}
