package com.wedsync.core.history;

/** Bodies as the API's description shows them. */
final class HistoryExamples {

    static final String WAL = """
            {
              "metric": "wedsync_wal_bytes_per_second", "unit": "bytes/s", "meaning": "WAL written",
              "from": "2026-06-01T11:00:00Z", "to": "2026-06-01T12:00:00Z", "step_seconds": 1800,
              "series": [{
                "labels": {},
                "points": [{"at": "2026-06-01T11:00:00Z", "minimum": 1204.5, "average": 8120.1, "maximum": 40213.7},
                           {"at": "2026-06-01T11:30:00Z", "minimum": 1188.2, "average": 7713.4, "maximum": 38120.9}]
              }]
            }""";

    private HistoryExamples() {
    }
}
