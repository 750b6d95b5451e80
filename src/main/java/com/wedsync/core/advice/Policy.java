package com.wedsync.core.advice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.bloat.Confidence;

import io.vertx.mutiny.sqlclient.Row;

/**
 * A policy of row level security.
 *
 * @param quotedName as SQL takes it
 * @param inForce whether the table's row level security is switched on
 * @param tree which rows it lets through, as the server keeps it; null if it only checks what is written
 * @param changing functions in it that are not the same for ever, by id
 */
record Policy(String name, String quotedName, String table, boolean inForce, long liveRows, @Nullable String tree,
        @Nullable String expression, Map<Long, String> changing) {

    static Policy from(Row row) {
        Long[] ids = row.getArrayOfLongs("function_ids");
        String[] names = row.getArrayOfStrings("function_names");
        Map<Long, String> changing = new java.util.LinkedHashMap<>();
        for (int i = 0; i < ids.length; i++) {
            changing.put(ids[i], names[i]);
        }
        return new Policy(row.getString("policy_name"), row.getString("quoted_name"), row.getString("table_name"),
                row.getBoolean("in_force"), row.getLong("live_rows"), row.getString("tree"), row.getString("expression"),
                changing);
    }

    List<Advice> advice() {
        List<Advice> advice = new ArrayList<>();
        if (!inForce) {
            advice.add(Advice.of(AdviceKind.POLICY_NOT_IN_FORCE, name, table,
                    "Row level security of " + table + " is switched off: policy " + name + " protects nothing.",
                    Map.of("live_rows", liveRows), null, Confidence.HIGH,
                    "ALTER TABLE " + table + " ENABLE ROW LEVEL SECURITY",
                    "Locks the table exclusively for a moment. Who is let through by no policy sees no row from then on; the owner sees all, unless it is forced upon him."));
        }
        List<String> calls = tree == null ? List.of()
                : PolicyTree.callsOfEachRow(tree).stream().map(changing::get).filter(java.util.Objects::nonNull).distinct()
                        .toList();
        if (!calls.isEmpty() && expression != null) {
            advice.add(Advice.of(AdviceKind.POLICY_ASKS_EACH_ROW, name, table,
                    "Policy " + name + " of " + table + " calls " + String.join(", ", calls)
                            + " for each row it looks at, although the answer is the same for all.",
                    Map.of("functions", calls, "live_rows", liveRows, "expression", expression), null, Confidence.HIGH,
                    "ALTER POLICY " + quotedName + " ON " + table + " USING (" + asked(expression, Set.copyOf(calls)) + ")",
                    "Locks the table exclusively for a moment. In a sub-select the call is made once a statement; nobody sees other rows than before, unless the function means to answer differently from row to row."));
        }
        return advice;
    }

    /** The expression with each of these calls in a sub-select of its own. */
    private static String asked(String expression, Set<String> functions) {
        String result = expression;
        for (String function : functions) {
            result = asked(result, Pattern.compile("(?<!SELECT )(?<![\\w\"$.])(?:(?:\\w+|\"[^\"]+\")\\.)?"
                    + Pattern.quote(function) + "\\("));
        }
        return result;
    }

    private static String asked(String expression, Pattern call) {
        java.util.regex.Matcher found = call.matcher(expression);
        StringBuilder result = new StringBuilder();
        int copied = 0;
        while (found.find(copied)) {
            int end = closing(expression, found.end());
            result.append(expression, copied, found.start())
                    .append("(SELECT ").append(expression, found.start(), end).append(')');
            copied = end;
        }
        return result.append(expression, copied, expression.length()).toString();
    }

    /** Behind the parenthesis that closes what was opened before {@code from}. */
    private static int closing(String expression, int from) {
        int depth = 1;
        boolean quoted = false;
        int at = from;
        for (; at < expression.length() && depth > 0; at++) {
            char c = expression.charAt(at);
            quoted ^= c == '\'';
            depth += quoted ? 0 : c == '(' ? 1 : c == ')' ? -1 : 0;
        }
        return at;
    }
}
