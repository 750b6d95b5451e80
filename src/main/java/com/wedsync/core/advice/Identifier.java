package com.wedsync.core.advice;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** Names in SQL. */
final class Identifier {

    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");
    /** Reserved words with an underscore; all others have none. */
    private static final Pattern RESERVED = Pattern.compile("[^_]*|(current|session|system)_.*");
    private static final int MAX_BYTES = 63;
    private static final String SUFFIX = "_idx";

    private Identifier() {
    }

    /** As SQL takes it; quoted where in doubt, since whether a word is reserved depends on the version. */
    static String quoted(String name) {
        return PLAIN.matcher(name).matches() && !RESERVED.matcher(name).matches() ? name
                : "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** The name of an index on {@code columns}, as long as names may be. */
    static String shortened(String table, List<String> columns) {
        String name = table + "_" + String.join("_", columns);
        while (name.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES - SUFFIX.length()) {
            name = name.substring(0, name.offsetByCodePoints(name.length(), -1));
        }
        return name + SUFFIX;
    }
}
