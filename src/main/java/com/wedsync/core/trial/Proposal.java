package com.wedsync.core.trial;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.advice.Advice;
import com.wedsync.core.advice.AdviceKind;
import com.wedsync.core.error.ProblemType;
import com.wedsync.core.error.Unprocessable;

/**
 * An index that an advice proposes. Its statement is the service's own: a caller names an advice, never SQL.
 *
 * @param otherTable whose statements profit too
 * @param index qualified and quoted
 */
record Proposal(String table, @Nullable String otherTable, String index, String statement) {

    static Proposal of(Advice advice) {
        if (advice.kind() != AdviceKind.MISSING_FOREIGN_KEY_INDEX || advice.table() == null) {
            throw new Unprocessable(ProblemType.UNPROCESSABLE, "That advice does not propose an index.");
        }
        return new Proposal(advice.table(), (String) advice.evidence().get("parent"),
                String.valueOf(advice.evidence().get("index")), advice.statement());
    }
}
