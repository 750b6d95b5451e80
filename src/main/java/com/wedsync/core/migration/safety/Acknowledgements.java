package com.wedsync.core.migration.safety;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the author of a script says about findings, in comments before its first statement:
 * {@code -- safety: drop-column wedding.guest.seat, unused since 1.4}.
 */
final class Acknowledgements {

    private static final String COMMENT = "--";
    private static final String MARK = "safety:";

    private final List<String> unused;

    private Acknowledgements(List<String> lines) {
        unused = new ArrayList<>(lines);
    }

    static Acknowledgements in(String script) {
        return new Acknowledgements(script.lines().map(String::strip)
                .takeWhile(line -> line.isEmpty() || line.startsWith(COMMENT))
                .map(line -> line.isEmpty() ? line : line.substring(COMMENT.length()).strip())
                .filter(line -> line.startsWith(MARK))
                .map(line -> line.substring(MARK.length()).strip())
                .toList());
    }

    /** Why the author accepts it; empty if nothing, or no reason, was written. */
    Optional<String> reason(ScriptRule rule, String object) {
        String start = rule + " " + object + ",";
        Optional<String> line = unused.stream()
                .filter(one -> one.startsWith(start) && !one.substring(start.length()).isBlank()).findFirst();
        line.ifPresent(unused::remove);
        return line.map(one -> one.substring(start.length()).strip());
    }

    /** Those that no finding asked for. */
    List<String> unused() {
        return List.copyOf(unused);
    }
}
