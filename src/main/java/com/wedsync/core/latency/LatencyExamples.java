package com.wedsync.core.latency;

/** Bodies for the API's documentation. */
final class LatencyExamples {

    static final String AUTHENTICATED = """
            {
              "role": "authenticated",
              "database_role": "wedsync_authenticated",
              "server_version": "18.6",
              "latency": { "read_ms": 0.412, "transaction_ms": 0.987 },
              "timestamp": "2026-06-01T12:00:00Z"
            }""";

    private LatencyExamples() {
    }
}
