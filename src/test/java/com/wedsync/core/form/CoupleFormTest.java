package com.wedsync.core.form;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import java.sql.SQLException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.testing.TestDatabase;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** Forms as a couple finds them. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class CoupleFormTest extends Questionnaire {

    @Test
    void a_couple_sees_what_its_suppliers_have_published_and_how_far_it_is() throws SQLException {
        form("Not yet", "draft");
        partner().get(api + "/forms").then().statusCode(200).body("data.title", contains("First questionnaire"))
                .body("data[0].supplier_name", equalTo("Larkhill Farm")).body("data[0].submission_status", nullValue());

        draft("{\"guests\": 124}");

        partner().get(api + "/forms").then().body("data", hasSize(1)).body("data[0].submission_status", equalTo("draft"))
                .body("data[0].submission_version", equalTo(1));
    }

    @Test
    void the_list_is_sent_again_only_when_a_form_or_the_couple_has_changed() throws SQLException {
        String tag = partner().get(api + "/forms").header("ETag");
        partner().header("If-None-Match", tag).get(api + "/forms").then().statusCode(304).header("ETag", equalTo(tag));

        form("Second questionnaire", "published");
        String withSecond = partner().header("If-None-Match", tag).get(api + "/forms").then().statusCode(200)
                .body("data", hasSize(2))
                .extract().header("ETag");
        draft("{}");
        partner().header("If-None-Match", withSecond).get(api + "/forms").then().statusCode(200);
    }

    @Test
    void a_form_comes_with_the_values_of_core_fields_and_the_draft() {
        core("guest_count", "120");
        long version = version("guest_count");
        draft("{\"wishes\": \"quiet\"}");

        partner().get(api + "/forms/" + form).then().statusCode(200)
                .body("fields.name", contains("date", "guests", "diets", "menu", "wishes"))
                .body("prefilled.guests", equalTo(120)).body("prefilled.date", nullValue())
                .body("core_field_versions.guest_count", equalTo((int) version))
                .body("submission_status", equalTo("draft")).body("answers.wishes", equalTo("quiet"));
    }

    @Test
    void a_form_that_is_answered_is_not_removed_and_one_that_is_not_published_is_not_answered() {
        draft("{}");
        String own = "/api/suppliers/" + supplier.id() + "/forms/" + form;
        supplier().header("If-Match", "\"1\"").delete(own).then().statusCode(409);
        supplier().header("If-Match", "\"1\"").body("{\"status\": \"archived\"}").patch(own).then().statusCode(200);

        partner().body(answers("draft", "{}")).post(api + "/submissions").then().statusCode(404);
        partner().get(api + "/forms/" + form).then().statusCode(404);
    }
}
