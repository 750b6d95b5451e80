package com.wedsync.core.timeline;

/** Bodies for the API's documentation. */
final class TimelineExamples {

    static final String EVENT = """
            {
              "id": "019b0b02-0380-73df-a9fa-9469ea21dffb",
              "title": "First dance",
              "description": null,
              "location": "Barn",
              "starts_at": "2026-06-20T19:00:00Z",
              "ends_at": "2026-06-20T19:10:00Z",
              "supplier_id": "019b0b02-0380-7a11-8d2c-0c6f1b6d5a10",
              "version": 2,
              "updated_at": "2026-02-11T09:30:00Z"
            }""";

    static final String INPUT = """
            {
              "title": "First dance",
              "location": "Barn",
              "starts_at": "2026-06-20T20:00:00+01:00",
              "ends_at": "2026-06-20T20:10:00+01:00",
              "supplier_id": "019b0b02-0380-7a11-8d2c-0c6f1b6d5a10"
            }""";

    static final String PAGE = """
            {
              "data": [""" + EVENT + """
            ],
              "next_cursor": "AZsLAgOAc9-p-pRp6iHf-zIwMjYtMDYtMjBUMTk6MDA6MDBa"
            }""";

    private TimelineExamples() {
    }
}
