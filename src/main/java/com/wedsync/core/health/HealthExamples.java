package com.wedsync.core.health;

/** Bodies as the API's description shows them. */
final class HealthExamples {

    static final String HEALTHY = """
            {
              "status": "healthy",
              "timestamp": "2026-06-01T12:00:00Z",
              "database": {"connection_healthy": true, "latency_ms": 1.4, "error": null},
              "connection_pool": {"total_connections": 4, "idle_connections": 3, "waiting_requests": 0, "max_connections": 16},
              "metrics": {
                "connections": {"active": 7, "idle": 21, "idle_in_transaction": 1, "waiting_for_lock": 0, "total": 30,
                                "max_connections": 100, "reserved_connections": 3, "utilization_percent": 30.9},
                "performance": {"avg_query_time_ms": 0.82, "slow_queries_count": 2, "queries_per_second": 412.5,
                                "transactions_per_second": 96.4, "cache_hit_ratio": 99.7, "window_seconds": 60.0},
                "health": {"status": "healthy", "issues": [], "findings": [],
                           "last_backup": "2026-06-01T02:10:00Z", "replication_lag_ms": 12}
              }
            }""";

    static final String UNHEALTHY = """
            {
              "status": "unhealthy",
              "timestamp": "2026-06-01T12:00:00Z",
              "database": {"connection_healthy": false, "latency_ms": 2000.4,
                           "error": "The database did not answer within 2 s."},
              "connection_pool": {"total_connections": 4, "idle_connections": 0, "waiting_requests": 9, "max_connections": 16},
              "metrics": null
            }""";

    static final String METRICS = """
            {
              "success": true,
              "data": {
                "connections": {"active": 31, "idle": 48, "idle_in_transaction": 1, "waiting_for_lock": 0, "total": 80,
                                "max_connections": 100, "reserved_connections": 3, "utilization_percent": 82.5},
                "performance": {"avg_query_time_ms": 0.82, "slow_queries_count": 2, "queries_per_second": 412.5,
                                "transactions_per_second": 96.4, "cache_hit_ratio": null, "window_seconds": 60.0,
                                "unknown": {"cache_hit_ratio": "only 212 blocks were read in the window, 1000 are needed"}},
                "storage": {"total_size_mb": 48.2,
                            "table_sizes": [{"table_name": "wedding.guest", "size_mb": 9.41, "index_size_mb": 5.02,
                                             "row_count": 30000, "dead_row_count": 120}],
                            "growth_rate_mb_per_day": 12.4, "measured_at": "2026-06-01T11:59:30Z"},
                "health": {"status": "warning",
                           "issues": ["Connections are 82.5 % used; warning from 75."],
                           "findings": [{"code": "connection_utilization", "level": "warning",
                                         "message": "Connections are 82.5 % used; warning from 75.",
                                         "value": 82.5, "threshold": 75}],
                           "last_backup": null, "replication_lag_ms": null,
                           "unknown": {"last_backup": "no backup has been reported",
                                       "replication_lag_ms": "no standby is connected"}}
              },
              "timestamp": "2026-06-01T12:00:00Z"
            }""";

    private HealthExamples() {
    }
}
