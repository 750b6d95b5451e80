package com.wedsync.core.advice;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A policy's expression as pg_node_tree writes it: nodes in braces, each with a name and fields.
 *
 * <p>
 * The tree and not the text of the expression: whether a call stands in a sub-select, and whether it depends on the row, is
 * a matter of nodes.
 */
final class PolicyTree {

    /** A backslash and what it takes the meaning from; the beginning of a node; its end; the function of a call. */
    private static final Pattern PARTS = Pattern.compile("\\\\.|\\{([A-Z_]+)|(\\})|:funcid (\\d+)", Pattern.DOTALL);

    private PolicyTree() {
    }

    /** Functions that are called for each row although the call is the same for all of them. */
    static Set<Long> callsOfEachRow(String tree) {
        Set<Long> calls = new LinkedHashSet<>();
        Deque<Node> open = new ArrayDeque<>();
        Matcher part = PARTS.matcher(tree);
        while (part.find()) {
            if (part.group(1) != null) {
                open.push(new Node(part.group(1), open.peek()));
            } else if (part.group(3) != null && !open.isEmpty()) {
                open.element().function = Long.parseLong(part.group(3));
            } else if (part.group(2) != null && !open.isEmpty()) {
                open.pop().end(calls);
            }
        }
        return calls;
    }

    /** A node whose end was not read yet. */
    private static final class Node {
        private final String name;
        private final @Nullable Node parent;
        private final boolean asked;
        private boolean ofRow;
        private long function;

        Node(String name, @Nullable Node parent) {
            this.name = name;
            this.parent = parent;
            this.asked = name.equals("SUBLINK") || parent != null && parent.asked;
            this.ofRow = name.equals("VAR");
        }

        /** A sub-select is asked once, whatever rows it reads itself. */
        void end(Set<Long> calls) {
            if (asked) {
                return;
            }
            if (ofRow && parent != null) {
                parent.ofRow = true;
            }
            if (!ofRow && name.equals("FUNCEXPR")) {
                calls.add(function);
            }
        }
    }
}
