package com.wedsync.core.apikey;

/** Bodies for the API's documentation. */
final class ApiKeyExamples {

    static final String INPUT = """
            {
              "name": "Seating planner",
              "scopes": ["couples:read", "guests:read"],
              "expires_at": "2027-01-01T00:00:00Z"
            }""";

    private static final String KEY = """
            {
              "id": "019b0b02-0380-73df-a9fa-9469ea21dffb",
              "name": "Seating planner",
              "prefix": "6hJq0ZrT4xYb",
              "scopes": ["couples:read", "guests:read"],
              "requests_per_minute": null,
              "expires_at": "2027-01-01T00:00:00Z",
              "revoked_at": null,
              "replaces": null,
              "replaced_by": null,
              "created_by": "user:8f14e45f-ceea-467f-a9d2-0b1f6e2f7c11",
              "created_at": "2026-02-11T09:30:00Z",
              "last_used_at": null
            }""";

    static final String ISSUED = """
            {
              "key": """ + KEY + """
            ,
              "token": "wsk_6hJq0ZrT4xYb_<49 characters>"
            }""";

    static final String PAGE = """
            {
              "data": [""" + KEY + """
            ],
              "next_cursor": null
            }""";

    private ApiKeyExamples() {
    }
}
