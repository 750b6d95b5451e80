package com.wedsync.core.migration;

/** Bodies for the API's documentation; a test reads them back. */
final class MigrationExamples {

    static final String REQUEST = """
            {"dry_run": false}""";

    static final String DRY_RUN_REQUEST = """
            {"dry_run": true}""";

    static final String SUCCESS = """
            {
              "success": true,
              "dry_run": false,
              "applied_migrations": ["V5__seating_plan.sql"],
              "errors": [],
              "error_details": [],
              "timestamp": "2026-06-20T14:30:00Z"
            }""";

    static final String DRY_RUN = """
            {
              "success": true,
              "dry_run": true,
              "applied_migrations": ["V5__seating_plan.sql"],
              "errors": [],
              "error_details": [],
              "checked": "All 1 pending scripts were executed in a throw-away database made from wedsync_template without any data, after the 4 applied ones had been replayed there; how they deal with existing rows, and how long they hold locks, was not tested.",
              "findings": [
                {
                  "rule": "block-readers",
                  "level": "warning",
                  "script": "V5__seating_plan.sql",
                  "object": "wedding.guest",
                  "message": "Readers and writers of wedding.guest wait from the statement that takes AccessExclusiveLock to the end of the script",
                  "advice": "Keep the script short, nothing slow after the statement that takes the lock; apply it when the table is quiet.",
                  "reason": null,
                  "table": {
                    "name": "wedding.guest",
                    "size_bytes": 1288490188,
                    "estimated_rows": 2000000,
                    "unknown": null,
                    "sessions": [
                      {
                        "pid": 4711,
                        "application": "wedsync-app",
                        "state": "idle in transaction",
                        "in_transaction_ms": 5300,
                        "lock_modes": ["RowExclusiveLock"]
                      }
                    ]
                  }
                }
              ],
              "timestamp": "2026-06-20T14:30:00Z"
            }""";

    static final String FAILURE = """
            {
              "success": false,
              "dry_run": false,
              "applied_migrations": [],
              "errors": ["V5__seating_plan.sql line 12: relation \\"wedding.gest\\" does not exist (SQLSTATE 42P01)"],
              "error_details": [
                {
                  "script": "V5__seating_plan.sql",
                  "line": 12,
                  "sql_state": "42P01",
                  "message": "relation \\"wedding.gest\\" does not exist"
                }
              ],
              "timestamp": "2026-06-20T14:30:00Z"
            }""";

    static final String UNSAFE = """
            {
              "success": false,
              "dry_run": true,
              "applied_migrations": ["V6__no_seats.sql"],
              "errors": ["V6__no_seats.sql: drop-function ops.seats(uuid): ops.seats(uuid) is gone, renamed or takes other arguments: calls of the running version fail"],
              "error_details": [
                {
                  "script": "V6__no_seats.sql",
                  "line": null,
                  "sql_state": null,
                  "message": "drop-function ops.seats(uuid): ops.seats(uuid) is gone, renamed or takes other arguments: calls of the running version fail"
                }
              ],
              "checked": "All 1 pending scripts were executed in a throw-away database made from wedsync_template without any data, after the 5 applied ones had been replayed there; how they deal with existing rows, and how long they hold locks, was not tested.",
              "findings": [
                {
                  "rule": "drop-function",
                  "level": "error",
                  "script": "V6__no_seats.sql",
                  "object": "ops.seats(uuid)",
                  "message": "ops.seats(uuid) is gone, renamed or takes other arguments: calls of the running version fail",
                  "advice": "Keep the old signature beside the new one, drop it a release later.",
                  "reason": null,
                  "table": null
                }
              ],
              "timestamp": "2026-06-20T14:30:00Z"
            }""";

    static final String STATUS = """
            {
              "state": "pending",
              "version": "4",
              "applied": [
                {
                  "version": "4",
                  "description": "specification functions",
                  "script": "V4__specification_functions.sql",
                  "checksum": -1298451183,
                  "installed_by": "wedsync_owner",
                  "installed_on": "2026-06-01T08:00:00Z",
                  "execution_time_ms": 41,
                  "requested_by": "startup"
                }
              ],
              "pending": [
                {
                  "version": "5",
                  "description": "seating plan",
                  "script": "V5__seating_plan.sql",
                  "checksum": 1734022971
                }
              ],
              "errors": [],
              "last_run": {
                "requested_by": "startup",
                "instance": "core-database-7c9f/1",
                "started_at": "2026-06-01T08:00:00Z",
                "finished_at": "2026-06-01T08:00:01Z",
                "status": "succeeded",
                "script": null,
                "message": null
              },
              "extensions": [
                {"name": "pgcrypto", "required": true, "version": "1.3", "available": true},
                {"name": "postgis", "required": false, "version": null, "available": false}
              ],
              "timestamp": "2026-06-20T14:30:00Z"
            }""";

    static final String RUNNING = """
            {
              "type": "/problems/migration-running",
              "title": "A migration is already running",
              "status": 409,
              "detail": "Another process migrates this database right now."
            }""";

    private MigrationExamples() {
    }
}
