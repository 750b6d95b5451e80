package com.wedsync.core.trail;

/** Bodies for the API's documentation. */
final class TrailExamples {

    static final String PAGE = """
            {
              "data": [
                {
                  "sequence": 431,
                  "revision": 431,
                  "at": "2026-02-11T09:30:00.123456Z",
                  "actor": "user:7d0e3a9c-51a4-4a54-9b54-2f6b1c0e8d11",
                  "action": "update",
                  "entity": "core_field_value",
                  "entity_id": "guest_count",
                  "changes": { "value": { "from": 80, "to": 96 } },
                  "hash": "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"
                }
              ],
              "next_cursor": null
            }""";

    static final String INTACT = """
            {
              "intact": true,
              "faults": []
            }""";

    static final String FAULTY = """
            {
              "intact": false,
              "faults": [
                {
                  "sequence": 17,
                  "fault": "tampered: the content does not have the recorded hash"
                }
              ]
            }""";

    private TrailExamples() {
    }
}
