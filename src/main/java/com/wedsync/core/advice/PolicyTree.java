package com.wedsync.core.advice;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A policy's expression as pg_node_tree writes it: nodes in braces, each with a name and fields.
 *
 * <p>
 * The tree and not the text of the expression: whether a call stands in a sub-select, and whether it depends on the row, is
 * a matter of nodes.
 */
final class PolicyTree {

    /** A backslash and what it takes the meaning from; the beginning of a node; its end; the fields that matter. */
    private static final Pattern PARTS = Pattern
            .compile("\\\\.|\\{([A-Z_]+)|(\\})|:(funcid|funcformat|varlevelsup) (\\d+)", Pattern.DOTALL);
    /** They stand for a value that their surroundings compute of the row. */
    private static final Set<String> OF_ROW = Set.of("CASETESTEXPR", "COERCETODOMAINVALUE");

    private final Deque<Node> open = new ArrayDeque<>();
    private final Set<Long> calls = new LinkedHashSet<>();
    private int queries;

    private PolicyTree() {
    }

    /** Functions that are called for each row although the call is the same for all of them. */
    static Set<Long> callsOfEachRow(String text) {
        PolicyTree tree = new PolicyTree();
        Matcher part = PARTS.matcher(text);
        while (part.find()) {
            if (part.group(1) != null) {
                tree.begin(part.group(1));
            } else if (part.group(3) != null) {
                tree.field(part.group(3), Long.parseLong(part.group(4)));
            } else if (part.group(2) != null) {
                tree.end();
            }
        }
        return tree.calls;
    }

    private void begin(String name) {
        open.push(new Node(name));
        queries += name.equals("QUERY") ? 1 : 0;
        if (OF_ROW.contains(name)) {
            dependOnRow();
        }
    }

    private void field(String name, long value) {
        Node node = open.element();
        switch (name) {
            case "funcid" -> node.function = value;
            case "funcformat" -> node.written = value == 0;
            default -> {
                if (value == queries) {
                    dependOnRow(); // a column of the policy's own table, of whatever depth of sub-selects it is asked
                }
            }
        }
    }

    private void end() {
        Node node = open.pop();
        queries -= node.name.equals("QUERY") ? 1 : 0;
        if (node.name.equals("FUNCEXPR") && node.written && !node.ofRow && queries == 0) {
            calls.add(node.function);
        }
    }

    private void dependOnRow() {
        open.forEach(node -> node.ofRow = true);
    }

    /** A node whose end was not read yet. */
    private static final class Node {
        private final String name;
        private boolean ofRow;
        private long function;
        /** As a call, not as a cast or in the words of SQL. */
        private boolean written;

        Node(String name) {
            this.name = name;
        }
    }
}
