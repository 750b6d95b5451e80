package com.wedsync.core.migration.safety;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the author of a script says about findings, in comments before its first statement:
 * {@code -- safety: drop-column wedding.guest.seat, unused since 1.4}.
 */
final class Acknowledgements {

    private static final Pattern HEADER = Pattern.compile("(?:[\\s\uFEFF]+|--[^\\n]*|/\\*.*?\\*/)*+", Pattern.DOTALL);
    private static final Pattern LINE = Pattern.compile("(?im)^[\\s\uFEFF]*--\\s*safety:(.*)$");

    private final List<String> open;
    private final List<String> late;

    private Acknowledgements(List<String> lines, List<String> late) {
        this.open = new ArrayList<>(lines);
        this.late = late;
    }

    static Acknowledgements in(String script) {
        Matcher header = HEADER.matcher(script);
        int end = header.lookingAt() ? header.end() : 0;
        return new Acknowledgements(lines(script.substring(0, end)), lines(script.substring(end)));
    }

    private static List<String> lines(String text) {
        return LINE.matcher(text).results().map(line -> line.group(1).strip()).toList();
    }

    /** Why the author accepts it; empty if nothing, or no reason, was written. */
    Optional<String> reason(ScriptRule rule, String object) {
        String start = rule + " " + object + ",";
        Optional<String> line = open.stream()
                .filter(one -> one.startsWith(start) && !one.substring(start.length()).isBlank()).findFirst();
        line.ifPresent(open::remove);
        return line.map(one -> one.substring(start.length()).strip());
    }

    /** Those that no finding asked for, or that come too late. */
    List<String> unused() {
        return Stream.concat(open.stream(), late.stream()).toList();
    }
}
