package com.wedsync.core.migration.safety;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Statements of a script outside a transaction, where nothing limits how long they wait, and everybody behind them. The locks
 * of
 * a statement are gone when it has ended, so this reads what it says.
 */
final class OutsideTransaction {

    /** What stops neither readers nor writers. */
    private static final Pattern HARMLESS = Pattern.compile("""
            (?:CREATE\\s+(?:UNIQUE\\s+)?INDEX|DROP\\s+INDEX)\\s+CONCURRENTLY\\b.*\
            |REINDEX\\b.*\\bCONCURRENTLY\\b.*\
            |VACUUM\\b(?!.*\\bFULL\\b).*\
            |ALTER\\s+TYPE\\s.*\\sADD\\s+VALUE\\b.*\
            |CREATE\\s+(?:SCHEMA|TYPE|SEQUENCE|VIEW|(?:OR\\s+REPLACE\\s+)?(?:FUNCTION|PROCEDURE))\\b.*\
            |(?:ANALYZE|COMMENT|SELECT|SHOW|SET|RESET|INSERT|UPDATE|DELETE|MERGE|WITH|VALUES)\\b.*""",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private OutsideTransaction() {
    }

    static List<Suspicion> of(List<String> statements) {
        return statements.stream().map(StatementText::withoutCommentsAndStrings)
                .filter(statement -> !statement.isEmpty() && !HARMLESS.matcher(statement).matches())
                .map(OutsideTransaction::start).distinct()
                .map(start -> Suspicion.of(ScriptRule.UNLIMITED_WAIT, start, start
                        + " … may wait for a lock without a limit, and everybody who comes after it waits too", null))
                .toList();
    }

    /** Enough to find it in the script, and to accept it. */
    private static String start(String statement) {
        return Arrays.stream(statement.split("[\\s;,]+")).limit(3).collect(Collectors.joining(" "));
    }
}
