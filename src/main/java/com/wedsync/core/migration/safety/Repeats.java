package com.wedsync.core.migration.safety;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Whether a script outside a transaction can be run again after it failed half-way. An empty database cannot show that, so this
 * reads the statements.
 */
final class Repeats {

    private static final String NAME = "(\"(?:[^\"]|\"\")+\"|[\\w$]+)";
    private static final String IN_SCHEMA = "(?:(?:\"(?:[^\"]|\"\")+\"|[\\w$]+)\\s*\\.\\s*)?" + NAME;
    private static final Pattern CREATE = Pattern.compile("CREATE\\s+(?:UNIQUE\\s+)?INDEX\\s+CONCURRENTLY\\s+"
            + "(?:IF\\s+NOT\\s+EXISTS\\s+)?(?:(?!ON\\b)" + NAME + "\\s*)?ON\\s+(?:ONLY\\s+)?" + IN_SCHEMA,
            Pattern.CASE_INSENSITIVE);
    private static final Pattern DROP = Pattern.compile("DROP\\s+INDEX\\s+(?:CONCURRENTLY\\s+)?IF\\s+EXISTS\\s+" + IN_SCHEMA,
            Pattern.CASE_INSENSITIVE);

    private Repeats() {
    }

    static List<Suspicion> of(List<String> statements) {
        List<Suspicion> found = new ArrayList<>();
        Set<String> dropped = new HashSet<>();
        for (String statement : statements) {
            String text = StatementText.withoutCommentsAndStrings(statement);
            Matcher drop = DROP.matcher(text);
            Matcher create = CREATE.matcher(text);
            if (drop.lookingAt()) {
                dropped.add(name(drop.group(1)));
            } else if (create.lookingAt()) {
                add(found, dropped, create.group(1), name(create.group(2)));
            }
        }
        return found;
    }

    private static void add(List<Suspicion> found, Set<String> dropped, @Nullable String index, String table) {
        if (index == null) {
            found.add(Suspicion.of(ScriptRule.NOT_REPEATABLE, table, "If the script is cut off, the index of " + table
                    + " without a name stays behind invalid, and the next run makes another one", null));
        } else if (!dropped.contains(name(index))) {
            found.add(Suspicion.of(ScriptRule.NOT_REPEATABLE, name(index), "If the script is cut off, " + name(index)
                    + " stays behind invalid, and the next run fails at it or keeps it", null));
        }
    }

    /** As the catalogue has it. */
    private static String name(String written) {
        return written.startsWith("\"") ? written.substring(1, written.length() - 1).replace("\"\"", "\"")
                : written.toLowerCase(Locale.ROOT);
    }
}
