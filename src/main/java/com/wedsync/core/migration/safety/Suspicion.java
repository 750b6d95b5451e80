package com.wedsync.core.migration.safety;

import org.jspecify.annotations.Nullable;

/**
 * What a check has found, before anybody looked at the table it is about.
 *
 * @param object what the statement was about
 * @param message what happens to whom
 * @param table whose size and sessions matter, by its name in the database that is migrated; null for none
 */
record Suspicion(ScriptRule rule, String object, String message, @Nullable String table) {

    static Suspicion of(ScriptRule rule, String object, String message, @Nullable String table) {
        return new Suspicion(rule, object, message, table);
    }
}
