package com.wedsync.core.capacity;

/** Bodies as the API's description shows them. */
final class CapacityExamples {

    static final String FORECASTS = """
            {
              "timestamp": "2026-06-01T12:00:00Z",
              "forecasts": [{
                "resource": "disk", "subject": null, "unit": "bytes", "used": 48211968512.0, "limit": 96636764160.0,
                "per_day": 412000000.0, "days": 117.5, "days_earliest": 81.0, "days_latest": 160.2,
                "full_at": "2026-09-26T23:59:00Z", "full_at_earliest": "2026-08-21T12:00:00Z",
                "full_at_latest": "2026-11-08T17:00:00Z", "days_seen": 28.0, "reason": null
              }, {
                "resource": "connections", "subject": null, "unit": "sessions", "used": 31.0, "limit": 97.0, "per_day": 0.0,
                "days": 3650.0, "days_earliest": 3650.0, "days_latest": 3650.0, "full_at": null,
                "full_at_earliest": null, "full_at_latest": null, "days_seen": 28.0, "reason": null
              }]
            }""";

    private CapacityExamples() {
    }
}
