package com.wedsync.core.trial;

/** Bodies as the API's description shows them. */
final class TrialExamples {

    static final String REQUEST = """
            {"advice_id": "missing_foreign_key_index:wedding.order.order_supplier_id_fkey"}""";

    static final String KEPT = """
            {
              "id": "0d4f3c1e-6f0a-4a57-9f53-0f1c7e2b9a11",
              "advice_id": "missing_foreign_key_index:wedding.order.order_supplier_id_fkey",
              "table_name": "wedding.order", "index_name": "wedding.order_supplier_id_idx",
              "statement": "CREATE INDEX CONCURRENTLY order_supplier_id_idx ON wedding.order (supplier_id)",
              "status": "kept", "requested_by": "operator", "requested_at": "2026-06-01T12:00:00Z",
              "built_at": "2026-06-01T12:00:07Z", "finished_at": "2026-06-02T14:00:00Z",
              "comparison": {"change_percent": -71.5, "index_scans": 412, "statements": [
                {"query_id": "-4401318402937416823", "text": "DELETE FROM wedding.supplier WHERE id = $1",
                 "calls_before": 214, "mean_ms_before": 41.2, "calls_after": 198, "mean_ms_after": 0.9}]},
              "problem": null
            }""";

    private TrialExamples() {
    }
}
