package com.wedsync.core.query;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A statement's text as it may be kept and shown. pg_stat_statements replaces the values of queries only: a utility command may
 * carry a password, so that of it no more than its first two words are kept.
 */
final class StatementText {

    private static final Set<String> QUERIES = Set.of("select", "insert", "update", "delete", "merge", "with", "values",
            "table");
    private static final Pattern LEADING_COMMENTS = Pattern.compile("\\A(?:\\s|--[^\\n]*(?:\\n|\\z)|/\\*(?s:.*?)\\*/|\\()*");
    private static final int MAX_CHARACTERS = 10_000;

    private StatementText() {
    }

    static String keepable(String text) {
        if (isQuery(text)) {
            return text.length() <= MAX_CHARACTERS ? text : text.substring(0, MAX_CHARACTERS) + "…";
        }
        String[] words = bare(text).split("\\s+", 3);
        return (words.length < 2 ? words[0] : words[0] + " " + words[1].replaceAll("[^A-Za-z_].*", "")).strip() + " …";
    }

    /** Whether it reads or changes rows. */
    static boolean isQuery(String text) {
        String first = bare(text).split("[^A-Za-z]", 2)[0];
        return QUERIES.contains(first.toLowerCase(Locale.ROOT));
    }

    /** Whether the text is whole, and one statement without doubt. */
    static boolean isExplainable(String text) {
        return isQuery(text) && !text.contains(";") && !text.endsWith("…");
    }

    private static String bare(String text) {
        return LEADING_COMMENTS.matcher(text).replaceFirst("");
    }
}
