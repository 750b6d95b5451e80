package com.wedsync.core.form;

/** Bodies for the API's documentation. */
final class FormExamples {

    private static final String FIELDS = """
            [
                {"name": "date", "label": "When is the wedding?", "type": "date", "required": true, "core_field": "wedding_date"},
                {"name": "guests", "label": "How many guests do you expect?", "type": "integer", "required": true, "core_field": "guest_count"},
                {"name": "menu", "label": "Which menu?", "type": "text", "required": false, "options": ["meadow", "harbour"]}
              ]""";

    static final String INPUT = """
            {
              "title": "First questionnaire",
              "status": "draft",
              "fields":\s""" + FIELDS + """

            }""";

    static final String FORM = """
            {
              "id": "019b0b02-0380-73df-a9fa-9469ea21dffb",
              "title": "First questionnaire",
              "status": "draft",
              "fields":\s""" + FIELDS + """
            ,
              "version": 1,
              "updated_at": "2026-02-11T09:30:00Z"
            }""";

    static final String PAGE = """
            {
              "data": [
                {
                  "id": "019b0b02-0380-73df-a9fa-9469ea21dffb",
                  "title": "First questionnaire",
                  "status": "published",
                  "version": 2,
                  "updated_at": "2026-02-11T09:30:00Z"
                }
              ],
              "next_cursor": null
            }""";

    static final String COUPLE_FORMS = """
            {
              "data": [
                {
                  "id": "019b0b02-0380-73df-a9fa-9469ea21dffb",
                  "title": "First questionnaire",
                  "version": 2,
                  "supplier_id": "019b0b02-0380-7a11-8d2c-0c6f1b6d5a10",
                  "supplier_name": "Larkhill Farm",
                  "submission_id": "019b0b02-0380-7b2e-9c40-5e0d1c2b3a49",
                  "submission_status": "draft",
                  "submission_version": 3,
                  "submitted_at": null
                }
              ],
              "next_cursor": null
            }""";

    static final String FORM_TO_ANSWER = """
            {
              "id": "019b0b02-0380-73df-a9fa-9469ea21dffb",
              "title": "First questionnaire",
              "version": 2,
              "supplier_id": "019b0b02-0380-7a11-8d2c-0c6f1b6d5a10",
              "supplier_name": "Larkhill Farm",
              "fields":\s""" + FIELDS + """
            ,
              "prefilled": {"date": "2026-06-20", "guests": 120},
              "core_field_versions": {"wedding_date": 4, "guest_count": 7},
              "submission_id": null,
              "submission_status": null,
              "submission_version": null,
              "answers": null
            }""";

    static final String NEW_SUBMISSION = """
            {
              "form_id": "019b0b02-0380-73df-a9fa-9469ea21dffb",
              "status": "draft",
              "answers": {"date": "2026-06-20", "guests": 124},
              "core_field_versions": {"wedding_date": 4, "guest_count": 7}
            }""";

    private static final String STORED = """
            "id": "019b0b02-0380-7b2e-9c40-5e0d1c2b3a49",
            "couple_id": "019b0b02-0380-7c55-a1b2-9d8e7f6a5b4c",
            "supplier_id": "019b0b02-0380-7a11-8d2c-0c6f1b6d5a10",
            "form_id": "019b0b02-0380-73df-a9fa-9469ea21dffb",
            "form_version": 2,
            "status": "submitted",
            "answers": {"date": "2026-06-20", "guests": 124},
            "core_field_versions": {"wedding_date": 4, "guest_count": 8},
            "submitted_by": "019b0b02-0380-7d66-b2c3-0e9f8a7b6c5d",
            "submitted_at": "2026-02-11T09:30:00Z",
            "version": 4,
            "updated_at": "2026-02-11T09:30:00Z\"""";

    static final String SUBMISSION = "{\n" + STORED + "\n}";

    static final String SUBMITTED = "{\n" + STORED + """
            ,
              "core_fields": [
                {"key": "wedding_date", "value": "2026-06-20", "version": 4, "resolution": "unchanged"},
                {"key": "guest_count", "value": 124, "version": 8, "resolution": "written"}
              ]
            }""";

    static final String SUBMISSIONS = """
            {
              "data": [
                {
                  "id": "019b0b02-0380-7b2e-9c40-5e0d1c2b3a49",
                  "couple_id": "019b0b02-0380-7c55-a1b2-9d8e7f6a5b4c",
                  "couple_name": "Emma & Jake",
                  "form_id": "019b0b02-0380-73df-a9fa-9469ea21dffb",
                  "form_version": 2,
                  "status": "submitted",
                  "submitted_at": "2026-02-11T09:30:00Z",
                  "version": 4
                }
              ],
              "next_cursor": "AZsLAgOAey6cQF4NHCs6STIwMjYtMDItMTFUMDk6MzA6MDBa"
            }""";

    private FormExamples() {
    }
}
