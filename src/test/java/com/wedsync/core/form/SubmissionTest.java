package com.wedsync.core.form;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.sql.SQLException;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.testing.Season;
import com.wedsync.core.testing.Season.Couple;
import com.wedsync.core.testing.Season.Supplier;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.Tokens;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class SubmissionTest {

    private Couple couple;
    private Supplier supplier;
    private UUID form;
    private String api;

    @BeforeEach
    void a_couple_whose_supplier_has_published_a_form() throws SQLException {
        couple = Season.couple();
        supplier = Season.supplier();
        Season.connection(couple, supplier, "active");
        api = "/api/couples/" + couple.id();
        form = form("First questionnaire", "published");
    }

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
    void what_is_submitted_becomes_core_fields_in_the_same_transaction() {
        core("guest_count", "130");
        String location = draft("{\"date\": \"2026-06-20\", \"guests\": 124, \"diets\": [\"vegan\", \"Vegan\"]}")
                .header("Location");

        submit(location, 1).statusCode(200).header("ETag", equalTo("\"2\"")).body("status", equalTo("submitted"))
                .body("submitted_by", equalTo(couple.partner().toString())).body("submitted_at", notNullValue())
                .body("answers.diets", contains("vegan"))
                .body("core_fields.key", contains("wedding_date", "guest_count", "dietary_requirements"))
                .body("core_fields.resolution", contains("written", "kept", "written"));

        assertThat(this.<String> value("wedding_date")).isEqualTo("2026-06-20");
        assertThat(this.<Integer> value("guest_count")).isEqualTo(130);
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
        assertThat(this.<String> value("wedding_date")).isEqualTo("2026-06-20");
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

    @Test
    void a_supplier_lists_what_was_submitted_newest_first() throws SQLException {
        UUID second = form("Final details", "published");
        partner().body(answers("submitted", "{\"date\": \"2026-06-20\", \"guests\": 124}")).post(api + "/submissions");
        String newest = partner()
                .body(answers("submitted", "{\"date\": \"2026-06-20\", \"guests\": 124}").replace(form.toString(),
                        second.toString()))
                .post(api + "/submissions").header("Location");
        supplier().header("If-Match", "\"1\"").post(newest + "/review").then().statusCode(200);
        String list = "/api/suppliers/" + supplier.id() + "/submissions";

        String cursor = supplier().get(list + "?limit=1").then().statusCode(200)
                .body("data.form_id", contains(second.toString()))
                .body("data[0].couple_name", equalTo("Emma & Jake")).extract().path("next_cursor");
        supplier().get(list + "?limit=1&cursor=" + cursor).then().body("data.form_id", contains(form.toString()))
                .body("next_cursor", nullValue());
        supplier().get(list + "?status=reviewed").then().body("data.form_id", contains(second.toString()));
        supplier().get(list + "?form=" + form).then().body("data.status", contains("submitted"));
        supplier().get(list + "?status=draft").then().statusCode(400);
        supplier().get(list + "?cursor=AAAA").then().statusCode(400);
        as(Season.supplier().owner()).get(list).then().statusCode(404);

        Season.connection(couple, supplier, "ended");
        supplier().get(list).then().statusCode(200).body("data", hasSize(0));
        supplier().get(newest).then().statusCode(404);
    }

    @Test
    void couples_answer_and_suppliers_review_and_strangers_do_neither() throws SQLException {
        supplier().body(answers("submitted", "{\"date\": \"2026-06-20\", \"guests\": 124}")).post(api + "/submissions").then()
                .statusCode(403);
        String location = partner().body(answers("submitted", "{\"date\": \"2026-06-20\", \"guests\": 124}"))
                .post(api + "/submissions")
                .header("Location");

        supplier().header("If-Match", "\"1\"").body("{\"answers\": {\"guests\": 1}}").patch(location).then().statusCode(403);
        partner().header("If-Match", "\"1\"").post(location + "/review").then().statusCode(403);

        for (UUID stranger : new UUID[] { Season.couple().partner(), Season.supplier().owner() }) {
            as(stranger).get(api + "/forms").then().statusCode(404);
            as(stranger).get(api + "/forms/" + form).then().statusCode(404);
            as(stranger).get(location).then().statusCode(404);
            as(stranger).body(answers("draft", "{}")).post(api + "/submissions").then().statusCode(404);
            as(stranger).header("If-Match", "\"1\"").body("{\"answers\": {}}").patch(location).then().statusCode(404);
            as(stranger).header("If-Match", "\"1\"").post(location + "/submit").then().statusCode(404);
            as(stranger).header("If-Match", "\"1\"").post(location + "/review").then().statusCode(404);
        }
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

    private UUID form(String title, String status) {
        String id = supplier().body("""
                {"title": "%s", "status": "%s", "fields": [
                    {"name": "date", "label": "When?", "type": "date", "required": true, "core_field": "wedding_date"},
                    {"name": "guests", "label": "How many?", "type": "integer", "required": true, "core_field": "guest_count"},
                    {"name": "diets", "label": "Diets?", "type": "text_list", "core_field": "dietary_requirements"},
                    {"name": "menu", "label": "Menu?", "type": "text", "options": ["meadow", "harbour"]},
                    {"name": "wishes", "label": "Wishes?", "type": "text"}]}""".formatted(title, status))
                .post("/api/suppliers/" + supplier.id() + "/forms").then().statusCode(201).extract().path("id");
        return UUID.fromString(id);
    }

    private String answers(String status, String answers) {
        return "{\"form_id\": \"%s\", \"status\": \"%s\", \"answers\": %s}".formatted(form, status, answers);
    }

    private Response draft(String answers) {
        Response created = partner().body(answers("draft", answers)).post(api + "/submissions");
        created.then().statusCode(201);
        return created;
    }

    private ValidatableResponse submit(String location, @Nullable Integer version) {
        RequestSpecification request = partner();
        return (version == null ? request : request.header("If-Match", "\"" + version + "\"")).post(location + "/submit")
                .then();
    }

    private void core(String key, String json) {
        partner().body("{\"changes\": [{\"key\": \"%s\", \"value\": %s}]}".formatted(key, json)).patch(api + "/core-fields")
                .then()
                .statusCode(200);
    }

    private <T> T value(String key) {
        return partner().get(api + "/core-fields").path("data.find { it.key == '" + key + "' }.value");
    }

    private long version(String key) {
        return partner().get(api + "/core-fields").<Number> path("data.find { it.key == '" + key + "' }.version").longValue();
    }

    private RequestSpecification seen(int version) {
        return partner().header("If-Match", "\"" + version + "\"");
    }

    private RequestSpecification partner() {
        return as(couple.partner());
    }

    private RequestSpecification supplier() {
        return as(supplier.owner());
    }

    private static RequestSpecification as(UUID user) {
        return given().auth().oauth2(Tokens.user(user)).contentType("application/json");
    }
}
