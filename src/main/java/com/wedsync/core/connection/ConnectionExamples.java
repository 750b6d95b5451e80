package com.wedsync.core.connection;

/** Bodies for the API's documentation. */
final class ConnectionExamples {

    static final String PENDING = """
            {
              "couple_id": "019b0b02-0380-73df-a9fa-9469ea21dffb",
              "couple_name": "Emma & Jake",
              "supplier_id": "0185aba5-1180-7d71-a707-324ddefd2f70",
              "supplier_name": "Larkhill Farm",
              "supplier_category": "venue",
              "status": "pending",
              "invited_by": "couple",
              "invited_at": "2026-02-11T09:30:00Z",
              "accepted_at": null,
              "ended_at": null,
              "version": 1,
              "updated_at": "2026-02-14T18:00:00Z"
            }""";

    static final String PENDING_BY_SUPPLIER = """
            {
              "couple_id": "019b0b02-0380-73df-a9fa-9469ea21dffb",
              "couple_name": "Emma & Jake",
              "supplier_id": "0185aba5-1180-7d71-a707-324ddefd2f70",
              "supplier_name": "Larkhill Farm",
              "supplier_category": "venue",
              "status": "pending",
              "invited_by": "supplier",
              "invited_at": "2026-02-11T09:30:00Z",
              "accepted_at": null,
              "ended_at": null,
              "version": 1,
              "updated_at": "2026-02-14T18:00:00Z"
            }""";

    static final String ACTIVE = """
            {
              "couple_id": "019b0b02-0380-73df-a9fa-9469ea21dffb",
              "couple_name": "Emma & Jake",
              "supplier_id": "0185aba5-1180-7d71-a707-324ddefd2f70",
              "supplier_name": "Larkhill Farm",
              "supplier_category": "venue",
              "status": "active",
              "invited_by": "couple",
              "invited_at": "2026-02-11T09:30:00Z",
              "accepted_at": "2026-02-14T18:00:00Z",
              "ended_at": null,
              "version": 2,
              "updated_at": "2026-02-14T18:00:00Z"
            }""";

    static final String DECLINED = """
            {
              "couple_id": "019b0b02-0380-73df-a9fa-9469ea21dffb",
              "couple_name": "Emma & Jake",
              "supplier_id": "0185aba5-1180-7d71-a707-324ddefd2f70",
              "supplier_name": "Larkhill Farm",
              "supplier_category": "venue",
              "status": "declined",
              "invited_by": "couple",
              "invited_at": "2026-02-11T09:30:00Z",
              "accepted_at": null,
              "ended_at": "2026-02-14T18:00:00Z",
              "version": 2,
              "updated_at": "2026-02-14T18:00:00Z"
            }""";

    static final String ENDED = """
            {
              "couple_id": "019b0b02-0380-73df-a9fa-9469ea21dffb",
              "couple_name": "Emma & Jake",
              "supplier_id": "0185aba5-1180-7d71-a707-324ddefd2f70",
              "supplier_name": "Larkhill Farm",
              "supplier_category": "venue",
              "status": "ended",
              "invited_by": "couple",
              "invited_at": "2026-02-11T09:30:00Z",
              "accepted_at": "2026-02-12T08:00:00Z",
              "ended_at": "2026-02-14T18:00:00Z",
              "version": 3,
              "updated_at": "2026-02-14T18:00:00Z"
            }""";

    static final String PAGE = """
            {
              "data": [""" + ACTIVE + """
            ],
              "next_cursor": null
            }""";

    static final String SUPPLIER = """
            {
              "supplier_id": "0185aba5-1180-7d71-a707-324ddefd2f70"
            }""";

    static final String COUPLE = """
            {
              "couple_id": "019b0b02-0380-73df-a9fa-9469ea21dffb"
            }""";

    private ConnectionExamples() {
    }
}
