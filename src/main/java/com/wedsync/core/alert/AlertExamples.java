package com.wedsync.core.alert;

/** Bodies as the API's description shows them. */
final class AlertExamples {

    static final String REPORT = """
            {
              "timestamp": "2026-06-01T12:00:00Z",
              "reading_age_seconds": 12,
              "sender": true,
              "delivering": true,
              "alerts": [
                {"name": "LockWait", "severity": "warning", "state": "firing", "labels": {},
                 "summary": "A session waits for a lock.",
                 "evidence": "wedsync_lock_longest_wait_seconds is 42 s; warning from 30, over below 27.",
                 "value": 42, "unknown": null, "starts_at": "2026-06-01T11:58:30Z", "ends_at": null,
                 "flapping": false, "muted": false, "inhibited": false, "told_at": "2026-06-01T11:59:30Z",
                 "first_action": "Find the root of the tree of waiting sessions; do not end the victims.",
                 "runbook": "docs/operations.md#lockwait"}
              ],
              "unknown": {"ReplicationLag": "no standby is connected"},
              "mutes": []
            }""";

    static final String MUTE = """
            {"rule": "LongTransaction", "ends_at": "2026-06-02T02:00:00Z", "comment": "yearly accounts run overnight"}""";

    static final String MUTED = """
            {"id": "0d4f3c1e-6f0a-4a57-9f53-0f1c7e2b9a11", "rule": "LongTransaction", "labels": {},
             "starts_at": "2026-06-01T22:00:00Z", "ends_at": "2026-06-02T02:00:00Z",
             "comment": "yearly accounts run overnight", "created_by": "operator"}""";

    private AlertExamples() {
    }
}
