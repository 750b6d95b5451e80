package com.wedsync.core.advice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.bloat.Confidence;

import io.vertx.mutiny.sqlclient.Row;

/**
 * A policy of row level security.
 *
 * @param quotedName as SQL takes it
 * @param inForce whether the table's row level security is switched on
 * @param tree which rows it lets through, as the server keeps it; null if it calls none of the functions
 * @param expression the same as text
 * @param functions that it calls and that are the same during a statement
 */
record Policy(String name, String quotedName, String table, boolean inForce, long liveRows, @Nullable String tree,
        @Nullable String expression, List<Function> functions) {

    private static final String EXCLUSIVELY = "Locks the table exclusively for a moment. ";

    record Function(long id, String name, String type) {
    }

    static Policy from(Row row) {
        Long[] ids = row.getArrayOfLongs("function_ids");
        String[] names = row.getArrayOfStrings("function_names");
        String[] types = row.getArrayOfStrings("function_types");
        List<Function> functions = new ArrayList<>();
        for (int i = 0; i < ids.length; i++) {
            functions.add(new Function(ids[i], names[i], types[i]));
        }
        return new Policy(row.getString("policy_name"), row.getString("quoted_name"), row.getString("table_name"),
                row.getBoolean("in_force"), row.getLong("live_rows"), row.getString("tree"), row.getString("expression"),
                functions);
    }

    List<Advice> advice() {
        List<Advice> advice = new ArrayList<>();
        if (!inForce) {
            advice.add(Advice.of(AdviceKind.POLICY_NOT_IN_FORCE, name, table,
                    "Row level security of " + table + " is switched off: policy " + name + " protects nothing.",
                    Map.of("live_rows", liveRows), null, Confidence.HIGH,
                    "ALTER TABLE " + table + " ENABLE ROW LEVEL SECURITY",
                    EXCLUSIVELY
                            + "Who is let through by no policy sees no row from then on; the owner sees all, unless it is forced upon him."));
        }
        if (tree != null && expression != null) {
            askOnce(tree, expression, advice);
        }
        return advice;
    }

    private void askOnce(String tree, String expression, List<Advice> advice) {
        Set<Long> calls = PolicyTree.callsOfEachRow(tree);
        List<String> asked = new ArrayList<>();
        String better = expression;
        for (Function function : functions) {
            String next = calls.contains(function.id()) ? PolicyText.asked(better, function.name(), function.type()) : better;
            if (!next.equals(better)) {
                asked.add(function.name());
                better = next;
            }
        }
        if (!asked.isEmpty()) {
            advice.add(Advice.of(AdviceKind.POLICY_ASKS_EACH_ROW, name, table,
                    "Policy " + name + " of " + table + " calls " + String.join(", ", asked)
                            + " for each row it looks at, although the answer is the same for all.",
                    Map.of("functions", asked, "live_rows", liveRows, "expression", expression), null, Confidence.HIGH,
                    "ALTER POLICY " + quotedName + " ON " + table + " USING (" + better + ")",
                    EXCLUSIVELY + "In a sub-select the call is made once a statement; nobody sees other rows than before."));
        }
    }
}
