package com.wedsync.core.maintenance;

/** Bodies as the API's documentation shows them. */
final class OptimizeExamples {

    static final String VACUUM = """
            {"action": "vacuum_analyze", "table_name": "guests"}""";

    static final String STATISTICS = """
            {"action": "update_statistics"}""";

    static final String VACUUMED = """
            {
              "success": true,
              "action": "vacuum_analyze",
              "table_name": "guests",
              "result": {
                "run_id": "0d4f3c1e-6f0a-4a57-9f53-0f1c7e2b9a11",
                "status": "completed",
                "table": "wedding.guest",
                "duration_ms": 412,
                "size_before_bytes": 10485760,
                "size_after_bytes": 10493952,
                "dead_tuples_before": 25000,
                "dead_tuples_after": 0,
                "live_tuples_before": 75000,
                "live_tuples_after": 75000,
                "last_vacuum": "2026-06-13T03:10:04.120Z",
                "last_analyze": "2026-06-13T03:10:04.310Z",
                "unknown": {}
              },
              "timestamp": "2026-06-13T03:10:04.355Z"
            }""";

    static final String REINDEXED = """
            {
              "success": true,
              "action": "reindex_table",
              "table_name": "wedding.couple",
              "result": {
                "run_id": "4b6a9c1d-52c5-4b0c-8a40-0be1d1c30f0e",
                "status": "completed",
                "table": "wedding.couple",
                "duration_ms": 98,
                "size_before_bytes": 483328,
                "size_after_bytes": 352256,
                "dead_tuples_before": 0,
                "dead_tuples_after": 0,
                "live_tuples_before": 1500,
                "live_tuples_after": 1500,
                "last_vacuum": null,
                "last_analyze": "2026-06-13T03:10:04.310Z",
                "indexes_rebuilt": ["wedding.couple_pkey"],
                "indexes_not_rebuilt": [],
                "leftovers": {"dropped": [], "kept": []},
                "unknown": {}
              },
              "timestamp": "2026-06-13T03:12:40.001Z"
            }""";

    static final String STATISTICS_UPDATED = """
            {
              "success": true,
              "action": "update_statistics",
              "table_name": null,
              "result": {
                "run_id": "d0bbd1a9-0b38-4c4e-86a0-4f2f4f2b4b1a",
                "status": "completed",
                "duration_ms": 931,
                "tables_analyzed": 17,
                "tables_skipped": [{"name": "wedding.guest", "reason": "it is locked by another session"}]
              },
              "timestamp": "2026-06-13T03:15:00.500Z"
            }""";

    static final String RUNNING = """
            {
              "success": true,
              "action": "vacuum_analyze",
              "table_name": "guests",
              "result": {
                "run_id": "0d4f3c1e-6f0a-4a57-9f53-0f1c7e2b9a11",
                "status": "running",
                "progress": {"phase": "scanning heap", "percent": 37.5, "reason": null, "waiting_for": []}
              },
              "timestamp": "2026-06-13T03:10:04.355Z"
            }""";

    static final String UNKNOWN_ACTION = """
            {
              "type": "/problems/invalid-request",
              "title": "The request breaks a rule",
              "status": 400,
              "detail": "There is no such action.",
              "allowed": ["analyze_table", "reindex_table", "update_statistics", "vacuum_analyze"]
            }""";

    static final String NO_TABLE = """
            {
              "type": "/problems/table-not-found",
              "title": "There is no such table",
              "status": 404,
              "detail": "Table \\"gests\\" does not exist."
            }""";

    static final String VIEW = """
            {
              "type": "/problems/not-a-table",
              "title": "That is not a table",
              "status": 422,
              "detail": "\\"guest_list\\" is a view, not a table or materialized view."
            }""";

    static final String LOCKED = """
            {
              "type": "/problems/table-locked",
              "title": "The table is locked by another session",
              "status": 409,
              "detail": "wedding.guest is locked by another session; 'blocked_by' names it.",
              "table": "wedding.guest",
              "blocked_by": [{
                "pid": 4711,
                "user": "wedsync_app",
                "application_name": "wedsync-app",
                "state": "idle in transaction",
                "since": "2026-06-13T03:02:11.002Z",
                "lock_mode": "AccessExclusiveLock",
                "granted": true
              }],
              "run_id": "0d4f3c1e-6f0a-4a57-9f53-0f1c7e2b9a11"
            }""";

    static final String BUSY = """
            {
              "type": "/problems/table-busy",
              "title": "Maintenance of the table is already running",
              "status": 409,
              "detail": "Maintenance of wedding.guest is running, or is queued already.",
              "run_id": "0d4f3c1e-6f0a-4a57-9f53-0f1c7e2b9a11"
            }""";

    static final String RUN = """
            {
              "id": "0d4f3c1e-6f0a-4a57-9f53-0f1c7e2b9a11",
              "action": "vacuum_analyze",
              "table_name": "wedding.guest",
              "status": "running",
              "requested_by": "operator",
              "requested_at": "2026-06-13T03:10:01.300Z",
              "started_at": "2026-06-13T03:10:01.320Z",
              "finished_at": null,
              "instance": "core-database-0/1",
              "backend_pid": 4812,
              "progress": {"phase": "scanning heap", "percent": 37.5, "reason": null, "waiting_for": []},
              "result": null,
              "problem": null
            }""";

    static final String PAGE = "{\"runs\": [" + RUN + "], \"next_cursor\": null}";

    private OptimizeExamples() {
    }
}
