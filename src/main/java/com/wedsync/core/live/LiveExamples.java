package com.wedsync.core.live;

/** Bodies as the API's description shows them. */
final class LiveExamples {

    static final String REPORT = """
            {
              "timestamp": "2026-06-01T12:00:00Z",
              "reading": {"taken_at": "2026-06-01T11:59:42Z", "age_seconds": 17.8, "failing": false},
              "app": {"total_connections": 4, "idle_connections": 3, "waiting_requests": 0, "max_connections": 16,
                      "utilization_percent": 6.3},
              "ops": {"total_connections": 1, "idle_connections": 1, "waiting_requests": 0, "max_connections": 2,
                      "utilization_percent": 0.0},
              "admission": {"limit": 64, "in_flight": 3, "waiting": 0, "refused_per_second": 0.0},
              "connection_waits": {"p95_ms": 0.3},
              "requests": {"window_seconds": 60.0, "per_second": 212.4, "failed_per_second": 0.0, "p50_ms": 3.1,
                           "p95_ms": 14.2, "p99_ms": 24.9},
              "budget": [
                {"window": "5m", "observed_seconds": 300.0, "requests": 63720, "failed": 0, "slow": 12, "error_burn": 0.0,
                 "latency_burn": 0.02},
                {"window": "1h", "observed_seconds": 3600.0, "requests": 764640, "failed": 38, "slow": 210, "error_burn": 0.05,
                 "latency_burn": 0.03}
              ],
              "streams": {"open": 412, "longest_lag_ms": 18.2, "dropped_per_minute": 0.0},
              "viewers": 1
            }""";

    private LiveExamples() {
    }
}
