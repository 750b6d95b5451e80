package com.wedsync.core.corefield;

/** Bodies for the API's documentation. */
final class CoreFieldExamples {

    static final String CATALOGUE = """
            {
              "data": [
                {
                  "key": "guest_count",
                  "title": "Guests",
                  "description": "Expected guests. Of two numbers the greater: nobody goes without a seat.",
                  "value_type": "integer",
                  "merge_rule": "max",
                  "position": 120
                }
              ]
            }""";

    static final String VALUES = """
            {
              "data": [
                {
                  "key": "guest_count",
                  "value": 120,
                  "version": 7,
                  "updated_by": "019b0b02-0380-73df-a9fa-9469ea21dffb",
                  "updated_at": "2026-02-11T09:30:00Z"
                }
              ]
            }""";

    static final String CHANGES = """
            {
              "changes": [
                {"key": "guest_count", "value": 124, "base_version": 7},
                {
                  "key": "dietary_requirements",
                  "value": ["vegan", "nut allergy"],
                  "base_version": 3,
                  "base_value": ["vegan", "halal"]
                }
              ]
            }""";

    static final String WRITTEN = """
            {
              "data": [
                {"key": "guest_count", "value": 124, "version": 8, "resolution": "written"},
                {
                  "key": "dietary_requirements",
                  "value": ["vegan", "gluten-free", "nut allergy"],
                  "version": 5,
                  "resolution": "merged"
                }
              ]
            }""";

    static final String CONFLICT = """
            {
              "type": "/problems/core-field-conflict",
              "title": "Somebody else has said otherwise meanwhile",
              "status": 409,
              "detail": "Somebody else has changed wedding_date since it was read; a person must choose.",
              "conflicts": [
                {
                  "key": "wedding_date",
                  "base": "2026-06-20",
                  "base_version": 4,
                  "theirs": "2026-06-27",
                  "theirs_version": 5,
                  "mine": "2026-07-04",
                  "who": "019b0b02-0380-73df-a9fa-9469ea21dffb",
                  "when": "2026-02-11T09:30:00Z"
                }
              ]
            }""";

    private CoreFieldExamples() {
    }
}
