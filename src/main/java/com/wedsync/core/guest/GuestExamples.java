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

    static final String SPARSE_PAGE = """
            {
              "data": [
                {"id": "019b0b02-0380-73df-a9fa-9469ea21dffb", "name": "Arthur Byrne", "rsvp_status": "accepted"},
                {"id": "019b0b02-0384-7b1e-a4c2-1f0d5e8a7c33", "name": "Mei Chen", "rsvp_status": "pending"}
              ],
              "next_cursor": null
            }""";

    static final String BULK = """
            {
              "guests": [
                {"name": "Mei Chen", "household": "Chen"},
                {"id": "019b0b02-0380-73df-a9fa-9469ea21dffb", "version": 2, "name": "Arthur Byrne", "rsvp_status": "declined"},
                {"name": "", "side": "nobody"}
              ]
            }""";

    static final String BULK_ANSWER = """
            {
              "counts": {"conflict": 0, "created": 1, "invalid": 1, "unchanged": 0, "updated": 1},
              "results": [
                {"index": 0, "result": "created", "id": "019b0b02-0384-7b1e-a4c2-1f0d5e8a7c33", "version": 1},
                {"index": 1, "result": "updated", "id": "019b0b02-0380-73df-a9fa-9469ea21dffb", "version": 3},
                {"index": 2, "result": "invalid", "violations": [
                  {"field": "name", "message": "must not be blank"},
                  {"field": "side", "message": "must be partner_one, partner_two or both"}]}
              ]
            }""";

    static final String NEW_FILE = """
            name,side,household,dietary_requirements
            Arthur Byrne,partner_one,Byrne,vegetarian;nut allergy
            "Chen, Mei",both,,
            """;

    static final String FILE = """
            id,version,name,email,phone,side,household,is_child,rsvp_status,rsvp_at,plus_ones_allowed,plus_one_of,dietary_requirements,accessibility_needs,table_name,notes,updated_at
            019b0b02-0380-73df-a9fa-9469ea21dffb,2,Arthur Byrne,arthur.byrne@example.com,'+44 1632 960001,partner_one,Byrne,false,accepted,2026-02-11T09:30:00Z,1,,vegetarian,,4,,2026-02-11T09:30:00Z
            """;

    static final String IMPORT_REPORT = """
            {
              "dry_run": false,
              "counts": {"conflict": 0, "created": 2, "invalid": 0, "unchanged": 0, "updated": 0},
              "errors": []
            }""";

    static final String IMPORT_REFUSED = """
            {
              "type": "/problems/unprocessable",
              "title": "The values cannot be used",
              "status": 422,
              "detail": "Some rows cannot be imported; none was.",
              "counts": {"conflict": 0, "created": 1, "invalid": 1, "unchanged": 0, "updated": 0},
              "errors": [{"line": 3, "column": "side", "message": "must be partner_one, partner_two or both"}]
            }""";

    private GuestExamples() {
    }
}
