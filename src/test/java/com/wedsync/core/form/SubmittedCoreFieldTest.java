package com.wedsync.core.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.testing.TestDatabase;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** What becomes of core fields when answers are submitted. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class SubmittedCoreFieldTest extends Questionnaire {

    @Test
    void what_is_submitted_becomes_core_fields_in_the_same_transaction() {
        core("guest_count", "130");
        String location = draft("{\"date\": \"2026-06-20\", \"guests\": 124, \"diets\": [\"vegan\", \"Vegan\"]}")
                .header("Location");

        submit(location, 1).statusCode(200).header("ETag", equalTo("\"2\"")).body("status", equalTo("submitted"))
                .body("submitted_by", equalTo(couple.partner().toString())).body("submitted_at", notNullValue())
                .body("answers.diets", contains("vegan"))
                .body("core_fields.key", contains("wedding_date", "guest_count", "dietary_requirements"))
                .body("core_fields.resolution", contains("written", "kept", "written"));

        assertThat(value("wedding_date")).isEqualTo("2026-06-20");
        assertThat(value("guest_count")).isEqualTo(130);
        supplier().get(location).then().statusCode(200).body("answers.guests", equalTo(124));
    }

    @Test
    void a_conflict_about_a_core_field_leaves_everything_undone() {
        String location = draft("{\"date\": \"2026-06-20\", \"guests\": 124}").header("Location");
        core("wedding_date", "\"2026-06-27\"");
        String before = partner().get(api + "/core-fields").header("ETag");

        submit(location, 1).statusCode(409).body("type", equalTo("/problems/core-field-conflict"))
                .body("conflicts.key", contains("wedding_date")).body("conflicts[0].theirs", equalTo("2026-06-27"))
                .body("conflicts[0].mine", equalTo("2026-06-20"));

        partner().get(location).then().body("status", equalTo("draft"));
        partner().get(api + "/core-fields").then().header("ETag", equalTo(before));

        partner().header("If-Match", "\"1\"")
                .body("{\"core_field_versions\": {\"wedding_date\": %d}}".formatted(version("wedding_date")))
                .patch(location).then().statusCode(200);
        submit(location, 2).statusCode(200);
        assertThat(value("wedding_date")).isEqualTo("2026-06-20");
    }
}
