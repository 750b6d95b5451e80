package com.wedsync.core.query;

/** Bodies as the API's description shows them. */
final class QueryExamples {

    static final String BY_TIME = """
            {
              "timestamp": "2026-06-01T12:00:00Z", "window_seconds": 3541.2, "total_ms": 88521.4, "order": "time", "warning": null,
              "queries": [{
                "query_id": "-4401318402937416823", "user": "wedsync_authenticated",
                "text": "SELECT * FROM wedding.read_guests($1, $2, $3)",
                "calls": 41250, "calls_per_second": 11.6, "total_ms": 33825.1, "mean_ms": 0.82, "time_percent": 38.2,
                "rows_per_call": 19.7, "cache_hit_percent": 99.9, "temp_blocks": 0, "wal_bytes": 0.0,
                "baseline_mean_ms": 0.31, "change": 2.65
              }]
            }""";

    static final String PLAN = """
            {
              "query_id": "-4401318402937416823", "user": "wedsync_authenticated",
              "text": "SELECT name FROM wedding.guest WHERE couple_id = $1 AND id = $2",
              "plan": ["Index Scan using guest_pkey on guest  (cost=0.42..8.46 rows=1 width=16)",
                       "  Index Cond: ((couple_id = $1) AND (id = $2))"],
              "reason": null
            }""";

    private QueryExamples() {
    }
}
