package com.wedsync.core.migration.safety;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Statements as Flyway splits them, without what may look like SQL and is none. */
final class StatementText {

    private static final Pattern COMMENT_OR_QUOTED = Pattern.compile(
            """
                    --[^\\n]*|/\\*.*?\\*/|"(?:[^"]++|"")*+"|\\b[eE]'(?:\\\\.|''|[^'\\\\]++)*+'|'(?:[^']++|'')*+'|(\\$(?:[a-zA-Z_]\\w*)?\\$).*?\\1""",
            Pattern.DOTALL);

    private StatementText() {
    }

    static String withoutComments(String statement) {
        return COMMENT_OR_QUOTED.matcher(statement).replaceAll(found -> isComment(found) ? " " : keep(found)).strip();
    }

    /** Only words and names: the bodies of functions and DO blocks are strings, too. */
    static String withoutCommentsAndStrings(String statement) {
        return COMMENT_OR_QUOTED.matcher(statement)
                .replaceAll(found -> isComment(found) ? " " : found.group().startsWith("\"") ? keep(found) : "''").strip();
    }

    private static boolean isComment(MatchResult found) {
        return found.group().startsWith("--") || found.group().startsWith("/*");
    }

    private static String keep(MatchResult found) {
        return java.util.regex.Matcher.quoteReplacement(found.group());
    }
}
