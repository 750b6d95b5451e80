package com.wedsync.core.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.vertx.mutiny.sqlclient.Row;

/**
 * The sessions of one moment.
 *
 * @param waits how many wait, by what they wait for
 */
record SessionReading(Map<String, Integer> waits, double transactionSeconds, double statementSeconds,
        double idleInTransactionSeconds) {

    private static final List<String> TYPES = List.of("lock", "lwlock", "io", "ipc", "buffer_pin", "timeout", "extension",
            "client");

    static SessionReading from(Row row) {
        Map<String, Integer> waits = new LinkedHashMap<>();
        TYPES.forEach(type -> waits.put(type, row.getInteger(type)));
        return new SessionReading(waits, row.getDouble("transaction_seconds"), row.getDouble("statement_seconds"),
                row.getDouble("idle_in_transaction_seconds"));
    }
}
