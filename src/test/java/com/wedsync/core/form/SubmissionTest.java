package com.wedsync.core.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.testing.TestDatabase;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

/** Answers from the first draft to the review. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class SubmissionTest extends Questionnaire {

    @Test
    void a_draft_may_be_incomplete_and_what_is_submitted_may_not() {
        String location = draft("{\"guests\": \"many\", \"menu\": \"bistro\", \"shoes\": 43}").header("Location");

        submit(location, 1).statusCode(422).body("violations.field", containsInAnyOrder("date", "guests", "menu", "shoes"));
        partner().get(location).then().body("status", equalTo("draft")).body("version", equalTo(1));
        supplier().get(location).then().statusCode(404);

        partner().header("If-Match", "\"1\"").body("""
                {"answers": {"date": "2026-06-20", "guests": 124, "menu": "meadow", "shoes": null}}""").patch(location).then()
                .statusCode(200).body("status", equalTo("draft")).body("core_fields", hasSize(0));
        submit(location, 1).statusCode(412).body("current.version", equalTo(2));
        submit(location, null).statusCode(428);
        submit(location, 2).statusCode(422).body("violations.field", contains("shoes"));
    }

    @Test
    void answers_may_be_submitted_at_once_and_changed_until_they_are_reviewed() {
        String location = partner().body(answers("submitted", "{\"date\": \"2026-06-20\", \"guests\": 124}"))
                .post(api + "/submissions")
                .then().statusCode(201).body("status", equalTo("submitted")).extract().header("Location");

        partner().header("If-Match", "\"1\"").body("{\"answers\": {\"date\": \"2026-07-04\"}}").patch(location).then()
                .statusCode(200)
                .body("core_fields[0].resolution", equalTo("written"));
        partner().header("If-Match", "\"2\"").body("{\"answers\": {\"date\": null}}").patch(location).then().statusCode(422);

        supplier().header("If-Match", "\"1\"").post(location + "/review").then().statusCode(412);
        supplier().header("If-Match", "\"2\"").post(location + "/review").then().statusCode(200).body("status",
                equalTo("reviewed"));
        supplier().header("If-Match", "\"3\"").post(location + "/review").then().statusCode(409);
        partner().header("If-Match", "\"3\"").body("{\"answers\": {\"guests\": 1}}").patch(location).then().statusCode(409);

        draft("{}");
    }

    @Test
    void a_couple_works_on_one_submission_to_a_form_at_a_time() {
        draft("{}");
        partner().body(answers("draft", "{}")).post(api + "/submissions").then().statusCode(409);
    }

    @Test
    void a_draft_is_discarded_and_what_was_submitted_stays() {
        String draft = draft("{\"guests\": 124}").header("Location");
        partner().delete(draft).then().statusCode(428);
        seen(2).delete(draft).then().statusCode(412).body("current.version", equalTo(1));
        supplier().header("If-Match", "\"1\"").delete(draft).then().statusCode(404);
        seen(1).delete(draft).then().statusCode(204);
        partner().get(draft).then().statusCode(404);
        partner().get(api + "/forms/" + form).then().body("submission_id", nullValue());

        String submitted = partner().body(answers("submitted", "{\"date\": \"2026-06-20\", \"guests\": 124}"))
                .post(api + "/submissions").header("Location");
        seen(1).delete(submitted).then().statusCode(409);
        supplier().header("If-Match", "\"1\"").delete(submitted).then().statusCode(409);
        partner().get(submitted).then().statusCode(200).body("status", equalTo("submitted"));
    }

    @Test
    void a_retry_with_the_same_key_submits_once() {
        String body = answers("submitted", "{\"date\": \"2026-06-20\", \"guests\": 124}");
        Response first = partner().header("Idempotency-Key", "k1").body(body).post(api + "/submissions");
        Response second = partner().header("Idempotency-Key", "k1").body(body).post(api + "/submissions");

        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.asString()).isEqualTo(first.asString());
    }
}
