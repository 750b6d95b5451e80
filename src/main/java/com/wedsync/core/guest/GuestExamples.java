package com.wedsync.core.guest;

/** Bodies for the API's documentation. */
final class GuestExamples {

    static final String GUEST = """
            {
              "id": "019b0b02-0380-73df-a9fa-9469ea21dffb",
              "name": "Arthur Byrne",
              "email": "arthur.byrne@example.com",
              "phone": null,
              "side": "partner_one",
              "household": "Byrne",
              "is_child": false,
              "rsvp_status": "accepted",
              "rsvp_at": "2026-02-11T09:30:00Z",
              "plus_ones_allowed": 1,
              "plus_one_of": null,
              "dietary_requirements": ["vegetarian"],
              "accessibility_needs": null,
              "table_name": "4",
              "notes": null,
              "version": 2,
              "updated_at": "2026-02-11T09:30:00Z"
            }""";

    static final String INPUT = """
            {
              "name": "Arthur Byrne",
              "email": "arthur.byrne@example.com",
              "side": "partner_one",
              "household": "Byrne",
              "plus_ones_allowed": 1,
              "dietary_requirements": ["vegetarian"]
            }""";

    static final String PAGE = """
            {
              "data": [""" + GUEST + """
            ],
              "next_cursor": "AZsLAgOAc9-p-pRp6iHf-0FydGh1ciBCeXJuZQ"
            }""";

    private GuestExamples() {
    }
}
