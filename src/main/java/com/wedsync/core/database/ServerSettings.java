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

    private static String millis(Duration duration) {
        return duration.toMillis() + "ms";
    }
}
