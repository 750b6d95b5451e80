package com.wedsync.core.migration.safety;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a script outside a transaction can be run again after it failed half-way. An empty database cannot show that, so this
 * reads the statements.
 */
final class Repeats {

    private static final Pattern CREATE = Pattern.compile(
            "\\bCREATE\\s+(?:UNIQUE\\s+)?INDEX\\s+CONCURRENTLY\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?([^\\s(]+)",
            Pattern.CASE_INSENSITIVE);

    private Repeats() {
    }

    static List<Suspicion> of(List<String> statements) {
        List<Suspicion> found = new ArrayList<>();
        for (int position = 0; position < statements.size(); position++) {
            Matcher create = CREATE.matcher(statements.get(position));
            if (create.find() && statements.subList(0, position).stream().noneMatch(drops(create.group(1)))) {
                found.add(
                        Suspicion.of(ScriptRule.NOT_REPEATABLE, create.group(1), "If the script is cut off, " + create.group(1)
                                + " stays behind invalid, and the next run fails at it or keeps it", null));
            }
        }
        return found;
    }

    private static Predicate<String> drops(String index) {
        Pattern drop = Pattern.compile("\\bDROP\\s+INDEX\\s+(?:CONCURRENTLY\\s+)?IF\\s+EXISTS\\s+(?:[^\\s.,;]+\\.)?"
                + Pattern.quote(index) + "(?![\\w$\"])", Pattern.CASE_INSENSITIVE);
        return drop.asPredicate();
    }
}
