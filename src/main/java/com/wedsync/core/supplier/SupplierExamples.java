package com.wedsync.core.supplier;

/** Bodies for the API's documentation. */
final class SupplierExamples {

    static final String SUPPLIER = """
            {
              "id": "0185aba5-1180-7d71-a707-324ddefd2f70",
              "name": "Larkhill Farm",
              "category": "venue",
              "description": "A barn with a view, for up to 140 guests.",
              "email": "hello@larkhill.example.com",
              "phone": "+44 1225 000000",
              "website": "https://larkhill.example.com",
              "city": "Bath",
              "country_code": "GB",
              "version": 3,
              "created_at": "2026-01-11T09:30:00Z",
              "updated_at": "2026-02-11T09:30:00Z"
            }""";

    static final String INPUT = """
            {
              "name": "Larkhill Farm",
              "category": "venue",
              "email": "hello@larkhill.example.com",
              "city": "Bath",
              "country_code": "GB"
            }""";

    static final String PAGE = """
            {
              "data": [""" + SUPPLIER + """
            ],
              "next_cursor": null
            }""";

    static final String MEMBER = """
            {
              "user_id": "7d0e3a9c-51a4-4a54-9b54-2f6b1c0e8d11",
              "role": "admin",
              "version": 2,
              "created_at": "2026-02-11T09:30:00Z",
              "updated_at": "2026-02-14T18:00:00Z"
            }""";

    static final String NEW_MEMBER = """
            {
              "user_id": "7d0e3a9c-51a4-4a54-9b54-2f6b1c0e8d11",
              "role": "admin"
            }""";

    static final String MEMBERS = """
            {
              "data": [""" + MEMBER + """
            ],
              "next_cursor": null
            }""";

    static final String DASHBOARD = """
            {
              "supplier_id": "0185aba5-1180-7d71-a707-324ddefd2f70",
              "active_couples": 68,
              "connections": { "pending": 1, "active": 68, "declined": 4, "ended": 6 },
              "pending_connections": {
                "count": 1,
                "newest": [
                  {
                    "couple_id": "019b0b02-0380-73df-a9fa-9469ea21dffb",
                    "couple_name": "Emma & Jake",
                    "invited_by": "couple",
                    "invited_at": "2026-02-11T09:30:00Z"
                  }
                ]
              },
              "next_weddings": [
                {
                  "couple_id": "019f81f8-e400-7e6c-af18-a70dba96ed33",
                  "couple_name": "Amelia & Owen",
                  "wedding_date": "2026-03-07",
                  "days_to_go": 21
                }
              ],
              "new_submissions": [
                {
                  "id": "01a1ffba-d57f-7131-a1b6-d823c531eed7",
                  "form_title": "First questionnaire",
                  "couple_id": "019f81f8-e400-7e6c-af18-a70dba96ed33",
                  "couple_name": "Amelia & Owen",
                  "status": "submitted",
                  "submitted_at": "2026-02-13T20:15:00Z"
                }
              ]
            }""";

    private SupplierExamples() {
    }
}
