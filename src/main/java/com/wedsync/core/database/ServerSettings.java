package com.wedsync.core.database;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** PostgreSQL settings that a connection starts with. */
record ServerSettings(Map<String, String> values) {

    private static final String APPLICATION_NAME = "application_name";

    static ServerSettings of(String applicationName, Duration statementTimeout) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put(APPLICATION_NAME, applicationName);
        values.put("statement_timeout", millis(statementTimeout));
        values.put("client_min_messages", "warning");
        values.put("idle_in_transaction_session_timeout", millis(statementTimeout));
        return new ServerSettings(values);
    }

    String applicationName() {
        return Objects.requireNonNull(values.get(APPLICATION_NAME));
    }

    ServerSettings lockTimeout(Duration timeout) {
        return with("lock_timeout", millis(timeout));
    }

    ServerSettings with(String name, String value) {
        Map<String, String> extended = new LinkedHashMap<>(values);
        extended.put(name, value);
        return new ServerSettings(extended);
    }

    /**
     * The same path as that of the functions that know the caller. A plan belongs to the path that it was made under: called
     * under two, such a function was planned anew at each call, a fifth of what a write cost the server.
     */
    ServerSettings ofFunctions() {
        return with("search_path", "pg_catalog, pg_temp");
    }

    private static String millis(Duration duration) {
        return duration.toMillis() + "ms";
    }
}
