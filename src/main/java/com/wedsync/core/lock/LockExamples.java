package com.wedsync.core.lock;

/** Bodies as the API's description shows them. */
final class LockExamples {

    static final String BLOCKED = """
            {
              "timestamp": "2026-06-01T12:00:00Z",
              "blocked_sessions": 2,
              "roots": [{
                "pid": 4711, "user": "wedsync_app", "application_name": "wedsync-app", "state": "idle in transaction",
                "query_id": "-4401318402937416823", "transaction_started_at": "2026-06-01T11:58:12Z",
                "lock_mode": null, "lock_type": null, "relation": null, "waiting_for": [], "waiting_since": null,
                "waited_seconds": 0.0, "blocked_sessions": 2, "blocked_seconds": 70.2,
                "blocked": [{
                  "pid": 4720, "user": "wedsync_owner", "application_name": "wedsync-owner", "state": "active",
                  "query_id": null, "transaction_started_at": "2026-06-01T11:59:02Z",
                  "lock_mode": "AccessExclusiveLock", "lock_type": "relation", "relation": "wedding.guest",
                  "waiting_for": [4711], "waiting_since": "2026-06-01T11:59:02Z", "waited_seconds": 58.1,
                  "blocked_sessions": 1, "blocked_seconds": 12.1,
                  "blocked": [{
                    "pid": 4733, "user": "wedsync_app", "application_name": "wedsync-app", "state": "active",
                    "query_id": "901120474443", "transaction_started_at": "2026-06-01T11:59:48Z",
                    "lock_mode": "AccessShareLock", "lock_type": "relation", "relation": "wedding.guest",
                    "waiting_for": [4720], "waiting_since": "2026-06-01T11:59:48Z", "waited_seconds": 12.1,
                    "blocked_sessions": 0, "blocked_seconds": 0.0, "blocked": []
                  }]
                }]
              }]
            }""";

    private LockExamples() {
    }
}
