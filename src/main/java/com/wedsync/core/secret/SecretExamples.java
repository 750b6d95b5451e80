package com.wedsync.core.secret;

/** Bodies for the API's documentation. */
final class SecretExamples {

    static final String VALUE = """
            {"value": "rk_live_<the rest>"}""";

    static final String SECRET = """
            {
              "name": "payments.restricted-key",
              "key_id": "k2026",
              "version": 1,
              "created_at": "2026-02-11T09:30:00Z",
              "updated_at": "2026-02-11T09:30:00Z"
            }""";

    static final String PAGE = """
            {
              "data": [""" + SECRET + """
            ],
              "next_cursor": null
            }""";

    static final String ROTATED = """
            {"current_key_id": "k2026", "rotated": 214, "left": {}}""";

    private SecretExamples() {
    }
}
