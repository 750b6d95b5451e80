package com.wedsync.core.couple;

/** Bodies for the API's documentation. */
final class CoupleExamples {

    static final String COUPLE = """
            {
              "id": "019b0b02-0380-73df-a9fa-9469ea21dffb",
              "name": "Emma & Jake",
              "status": "planning",
              "time_zone": "Europe/London",
              "version": 2,
              "revision": 431,
              "created_at": "2026-01-11T09:30:00Z",
              "updated_at": "2026-02-11T09:30:00Z"
            }""";

    static final String NEW = """
            {
              "name": "Emma & Jake",
              "time_zone": "Europe/London",
              "display_name": "Emma Byrne"
            }""";

    static final String PAGE = """
            {
              "data": [""" + COUPLE + """
            ],
              "next_cursor": null
            }""";

    static final String MEMBER = """
            {
              "user_id": "7d0e3a9c-51a4-4a54-9b54-2f6b1c0e8d11",
              "role": "planner",
              "display_name": "Niamh O'Brien",
              "version": 1,
              "created_at": "2026-02-11T09:30:00Z",
              "updated_at": "2026-02-11T09:30:00Z"
            }""";

    static final String NEW_MEMBER = """
            {
              "user_id": "7d0e3a9c-51a4-4a54-9b54-2f6b1c0e8d11",
              "role": "planner",
              "display_name": "Niamh O'Brien"
            }""";

    static final String MEMBERS = """
            {
              "data": [""" + MEMBER + """
            ],
              "next_cursor": null
            }""";

    private CoupleExamples() {
    }
}
