package com.wedsync.core.sync;

/** Bodies for the API's documentation. */
final class ChangeExamples {

    static final String PAGE = """
            {
              "data": [
                {
                  "after": 41,
                  "revision": 42,
                  "entity": "core_field_value",
                  "entity_id": "guest_count",
                  "action": "update",
                  "changed": ["value", "updated_by"],
                  "row": {
                    "key": "guest_count",
                    "value": 96,
                    "version": 3,
                    "updated_by": "7d0e3a9c-51a4-4a54-9b54-2f6b1c0e8d11",
                    "created_at": "2026-01-30T18:00:00.5+00:00",
                    "updated_at": "2026-02-11T09:30:00.123456+00:00"
                  },
                  "actor": "user:7d0e3a9c-51a4-4a54-9b54-2f6b1c0e8d11",
                  "at": "2026-02-11T09:30:00.123456Z"
                },
                {
                  "after": 42,
                  "revision": 43,
                  "entity": "guest",
                  "entity_id": "0197a1c2-6d4e-7c1b-9b57-3f2a5c8d9e10",
                  "action": "delete",
                  "changed": [],
                  "row": null,
                  "actor": "user:1c9a5e02-4b7d-4f1c-8a36-0d2e9f7b6c54",
                  "at": "2026-02-11T09:31:07.9Z"
                }
              ],
              "position": 43,
              "revision": 57,
              "more": true
            }""";

    static final String PRESENT = """
            {
              "data": [],
              "position": 57,
              "revision": 57,
              "more": false
            }""";

    static final String SUPPLIER_PAGE = """
            {
              "data": [
                {
                  "couple_id": "5f0c6f0e-8f5a-4e39-9b52-9d0f3f6b2a77",
                  "revision": 57,
                  "entity": "connection",
                  "entity_id": "b7e1f0a4-3c52-4b8e-9d15-6a4f2c8e7d30",
                  "action": "update",
                  "changed": ["status", "accepted_at"],
                  "row": {
                    "status": "active",
                    "version": 2,
                    "ended_at": null,
                    "created_at": "2026-02-10T17:12:44.25+00:00",
                    "invited_at": "2026-02-10T17:12:44.25+00:00",
                    "invited_by": "supplier",
                    "updated_at": "2026-02-11T09:30:00.123456+00:00",
                    "accepted_at": "2026-02-11T09:30:00.123456+00:00",
                    "supplier_id": "b7e1f0a4-3c52-4b8e-9d15-6a4f2c8e7d30"
                  },
                  "actor": "user:7d0e3a9c-51a4-4a54-9b54-2f6b1c0e8d11",
                  "at": "2026-02-11T09:30:00.123456Z"
                }
              ],
              "position": "3f2a9c01.90417:90420:90418",
              "more": false
            }""";

    static final String STREAM = """
            retry: 2000

            event: position
            id: 41
            data: {"after":41,"revision":41}

            event: change
            id: 42
            data: {"after":41,"revision":42,"entity":"guest","entity_id":"0197a1c2-6d4e-7c1b-9b57-3f2a5c8d9e10","action":"delete","changed":[],"row":null,"actor":"user:1c9a5e02-4b7d-4f1c-8a36-0d2e9f7b6c54","at":"2026-02-11T09:31:07.9Z"}

            """;

    static final String SUPPLIER_STREAM = """
            retry: 2000

            event: position
            id: 3f2a9c01.90417:90420:90418
            data: {"position":"3f2a9c01.90417:90420:90418"}

            """;

    private ChangeExamples() {
    }
}
