package com.wedsync.core.advice;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A policy's expression as the server prints it. */
final class PolicyText {

    private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");

    private PolicyText() {
    }

    /**
     * The expression with each call of {@code function} in a sub-select of its own, with the result's type: ANY takes no bare
     * one.
     */
    static String asked(String expression, String function, String type) {
        // what stands in quotes is no call; places stay the same
        String plain = QUOTED.matcher(expression).replaceAll(quoted -> "x".repeat(quoted.group().length()));
        Matcher call = Pattern.compile("(?<!SELECT )(?<![\\w$.])(?:\\w+\\.)?" + Pattern.quote(function) + "\\(").matcher(plain);
        StringBuilder result = new StringBuilder();
        int copied = 0;
        while (call.find(copied)) {
            int end = closing(plain, call.end());
            result.append(expression, copied, call.start())
                    .append("(SELECT ").append(expression, call.start(), end).append(")::").append(type);
            copied = end;
        }
        return result.append(expression, copied, expression.length()).toString();
    }

    /** Behind the parenthesis that closes what was opened before {@code from}. */
    private static int closing(String plain, int from) {
        int depth = 1;
        int at = from;
        while (at < plain.length() && depth > 0) {
            char c = plain.charAt(at);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            at++;
        }
        return at;
    }
}
