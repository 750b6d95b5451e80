package com.wedsync.core.advice;

/** Bodies as the API's description shows them. */
final class AdviceExamples {

    static final String ADVICE = """
            {
              "timestamp": "2026-06-01T12:00:00Z",
              "advice": [{
                "id": "missing_foreign_key_index:wedding.order.order_supplier_id_fkey", "kind": "missing_foreign_key_index",
                "subject": "order_supplier_id_fkey", "table": "wedding.order",
                "finding": "No index of wedding.order begins with supplier_id: each delete in wedding.supplier reads all of it.",
                "evidence": {"columns": ["supplier_id"], "parent": "wedding.supplier",
                             "index": "\\"wedding\\".order_supplier_id_idx", "size_bytes": 48234496, "live_rows": 120000,
                             "parent_deletes_since_statistics_began": 12, "parent_updates_since_statistics_began": 480},
                "window_days": null, "confidence": "high",
                "statement": "CREATE INDEX CONCURRENTLY order_supplier_id_idx ON wedding.order (supplier_id)",
                "risk": "Reads the table twice and waits for transactions that are open; writes go on. Each write costs a little more afterwards."
              }, {
                "id": "unused_index:wedding.guest_email_idx", "kind": "unused_index",
                "subject": "wedding.guest_email_idx", "table": "wedding.guest",
                "finding": "Nobody has used wedding.guest_email_idx for 41 days.",
                "evidence": {"unused_since": "2026-04-21T09:00:00Z", "ever_seen_used": false, "size_bytes": 9437184,
                             "writes_since_statistics_began": 81200, "standbys": false},
                "window_days": 41, "confidence": "medium",
                "statement": "DROP INDEX CONCURRENTLY wedding.guest_email_idx",
                "risk": "Waits for nobody and blocks nobody. A statement that needs it after all becomes slow: keep its definition. Less than a year was observed: what runs once a season has not been seen."
              }],
              "left_out": []
            }""";

    private AdviceExamples() {
    }
}
