package com.wedsync.core.conductor;

/** Bodies as the API's description shows them. */
final class ConductorExamples {

    private static final String STEP = """
            {
              "action": "vacuum_analyze", "table": "wedding.guest", "index": null, "reason": "dead_rows", "score": 1.83,
              "size_bytes": 734003200, "detail": "109510 dead rows beside 591510 live ones, or in its TOAST table"
            }""";

    static final String PLAN = """
            {
              "as_of": "2026-06-01T02:00:03Z",
              "steps": [""" + STEP + """
            , {
                "action": "reindex_index", "table": "wedding.guest", "index": "wedding.guest_couple_id_name_idx",
                "reason": "bloated_index", "score": 57.4, "size_bytes": 251658240,
                "detail": "144451829 of 251658240 bytes are not needed, estimated"
              }],
              "skipped": [{ "table": "sync.change", "reason": "autovacuum works on it" }],
              "healthy_tables": 41
            }""";

    static final String REQUEST = """
            { "minutes": 30, "dry_run": true }""";

    static final String REQUESTED = """
            {
              "id": "6a1f0c7e-2a55-4b6e-9a53-8f4b8e6c5a10", "trigger": "manual", "state": "requested", "dry_run": false,
              "requested_by": "operator", "requested_at": "2026-06-01T11:00:00Z", "window_opened_at": null,
              "started_at": null, "ends_by": null, "ended_at": null, "instance": null, "reason": null, "yields": 0,
              "plan": null, "steps": []
            }""";

    static final String ROUND = """
            {
              "id": "0d4f3c1e-6f0a-4a57-9f53-0f1c7e2b9a11", "trigger": "window", "state": "completed", "dry_run": false,
              "requested_by": "core-database", "requested_at": "2026-06-01T02:00:03Z",
              "window_opened_at": "2026-06-01T02:00:00Z", "started_at": "2026-06-01T02:00:03Z",
              "ends_by": "2026-06-01T05:00:00Z", "ended_at": "2026-06-01T02:04:41Z", "instance": "core-database-0/1",
              "reason": "nothing is left to do", "yields": 1,
              "plan": { "as_of": "2026-06-01T02:00:03Z", "steps": [""" + STEP + """
            ], "skipped": [], "healthy_tables": 41 },
              "steps": [{
                "id": "b63e611d-5991-4f3c-9b34-aa8dd22fe894", "action": "vacuum_analyze", "table_name": "wedding.guest",
                "index_name": null, "status": "succeeded", "requested_by": "core-database",
                "requested_at": "2026-06-01T02:00:03Z", "started_at": "2026-06-01T02:00:03Z",
                "finished_at": "2026-06-01T02:02:10Z", "instance": "core-database-0/1", "backend_pid": 4711,
                "progress": null,
                "result": {
                  "table": "wedding.guest", "duration_ms": 126412, "size_before_bytes": 1073741824,
                  "size_after_bytes": 1073741824, "dead_tuples_before": 109510, "dead_tuples_after": 0,
                  "live_tuples_before": 591510, "live_tuples_after": 591510,
                  "transaction_id_age_before": 61004412, "transaction_id_age_after": 48211034,
                  "multixact_id_age_before": 120, "multixact_id_age_after": 120,
                  "last_vacuum": "2026-06-01T02:02:08Z", "last_analyze": "2026-06-01T02:02:10Z", "unknown": {}
                },
                "problem": null,
                "occasion": {
                  "round_id": "0d4f3c1e-6f0a-4a57-9f53-0f1c7e2b9a11", "reason": "dead_rows", "score": 1.83, "p95_ms": 21.4
                }
              }]
            }""";

    static final String PAGE = """
            { "rounds": [""" + ROUND + """
            ], "next_cursor": null }""";

    static final String REPORT = """
            {
              "enabled": true,
              "window": {
                "source": "learned", "time_zone": "Europe/London",
                "days": ["monday", "tuesday", "wednesday", "thursday", "friday"],
                "opens_at": "02:00", "closes_at": "05:00", "open": false,
                "next_opens": "2026-06-02T01:00:00Z", "next_closes": "2026-06-02T04:00:00Z"
              },
              "round": null,
              "last_round": """ + ROUND + """
            ,
              "missed": null
            }""";

    static final String UNDER_WAY = """
            {
              "type": "/problems/round-under-way", "title": "A round of maintenance is under way already", "status": 409,
              "detail": "One round at a time: 'round_id' names the one that is open.",
              "round_id": "6a1f0c7e-2a55-4b6e-9a53-8f4b8e6c5a10"
            }""";

    private ConductorExamples() {
    }
}
