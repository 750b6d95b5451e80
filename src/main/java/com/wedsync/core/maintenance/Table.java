package com.wedsync.core.maintenance;

import java.util.Map;

import com.wedsync.core.error.Forbidden;
import com.wedsync.core.error.ProblemType;

/**
 * A table or materialized view.
 *
 * @param oid its object id
 * @param name qualified and quoted by the server: the only form that goes into a statement
 * @param lockable whether LOCK TABLE takes it: a materialized view it does not
 * @param maintainable whether the log-in may maintain it
 * @param ofOwnDatabase whether the log-in owns the database, which allows VACUUM and ANALYZE, not REINDEX
 */
record Table(long oid, String name, boolean lockable, boolean maintainable, boolean ofOwnDatabase) {

    boolean allows(Action action) {
        return maintainable || (ofOwnDatabase && !action.isReindex());
    }

    /** The server itself would only warn and do nothing. */
    void require(Action action) {
        if (!allows(action)) {
            throw new Forbidden(ProblemType.NOT_PERMITTED_BY_DATABASE,
                    "The service's database log-in may not maintain " + name + ".", Map.of("table", name));
        }
    }
}
