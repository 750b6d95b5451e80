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
