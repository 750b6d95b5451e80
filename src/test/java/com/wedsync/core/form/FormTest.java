package com.wedsync.core.form;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.sql.SQLException;
import java.util.UUID;

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
import io.restassured.specification.RequestSpecification;

@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class FormTest {

    private static final String FORM = """
            {"title": "%s", "fields": [
                {"name": "guests", "label": "How many?", "type": "integer", "required": true, "core_field": "guest_count"},
                {"name": "menu", "label": "Which menu?", "type": "text", "options": ["meadow", "harbour"]}]}""";

    private Supplier supplier;
    private String forms;

    @BeforeEach
    void a_supplier() throws SQLException {
        supplier = Season.supplier();
        forms = "/api/suppliers/" + supplier.id() + "/forms";
    }

    @Test
    void a_form_is_added_changed_and_removed() {
        String location = owner().body(FORM.formatted("First")).post(forms).then().statusCode(201)
                .header("ETag", equalTo("\"1\"")).body("status", equalTo("draft"))
                .body("fields.name", contains("guests", "menu"))
                .body("fields[0].core_field", equalTo("guest_count")).body("fields[1]", not(hasKey("core_field")))
                .extract().header("Location");

        owner().header("If-Match", "\"1\"").body("{\"status\": \"published\"}").patch(location).then().statusCode(200)
                .header("ETag", equalTo("\"2\"")).body("title", equalTo("First"))
                .body("fields[1].options", contains("meadow", "harbour"));
        owner().get(location).then().statusCode(200).body("status", equalTo("published")).body("version", equalTo(2));
        owner().header("If-None-Match", "\"2\"").get(location).then().statusCode(304);

        owner().body("{\"status\": \"archived\"}").patch(location).then().statusCode(428);
        owner().header("If-Match", "\"1\"").body("{\"status\": \"archived\"}").patch(location).then().statusCode(412)
                .body("current.status", equalTo("published"));
        owner().header("If-Match", "\"1\"").delete(location).then().statusCode(412);
        owner().header("If-Match", "\"2\"").delete(location).then().statusCode(204);
        owner().get(location).then().statusCode(404);
    }

    @Test
    void forms_are_listed_by_title_page_by_page_and_not_sent_again() {
        for (String title : new String[] { "Menu", "Final details", "Arrival" }) {
            owner().body(FORM.formatted(title)).post(forms).then().statusCode(201);
        }

        String cursor = owner().get(forms + "?limit=2").then().statusCode(200)
                .body("data.title", contains("Arrival", "Final details"))
                .body("data[0]", not(hasKey("fields"))).body("next_cursor", notNullValue()).extract().path("next_cursor");
        owner().get(forms + "?limit=2&cursor=" + cursor).then().body("data.title", contains("Menu")).body("next_cursor",
                nullValue());
        String tag = owner().get(forms).header("ETag");
        owner().header("If-None-Match", tag).get(forms).then().statusCode(304);
    }

    @Test
    void every_reason_why_fields_make_no_form_is_named() {
        owner().body("""
                {"title": "F", "fields": [
                    {"name": "a", "label": "A", "type": "text"},
                    {"name": "a", "label": "A again", "type": "text"},
                    {"name": "b", "label": "B", "type": "integer", "core_field": "shoe_size"},
                    {"name": "c", "label": "C", "type": "text", "core_field": "guest_count"},
                    {"name": "d", "label": "D", "type": "integer", "options": ["1"]},
                    {"name": "e", "label": "E", "type": "text", "core_field": "venue"},
                    {"name": "f", "label": "F", "type": "text", "core_field": "venue"}]}""")
                .post(forms).then().statusCode(422)
                .body("violations.field", containsInAnyOrder("a", "b", "c", "d", "f"))
                .body("violations.find { it.field == 'c' }.message", containsString("integer"));

        owner().body("{\"title\": \"F\", \"fields\": [{\"name\": \"A b\", \"type\": \"text\"}]}").post(forms).then()
                .statusCode(400)
                .body("violations.field", hasItems("name", "label"));
        owner().body("{\"title\": \"F\", \"fields\": [{\"name\": \"a\", \"label\": \"A\", \"type\": \"colour\"}]}").post(forms)
                .then()
                .statusCode(400);
        owner().body("{\"title\": \" \", \"status\": \"open\", \"fields\": []}").post(forms).then().statusCode(400)
                .body("violations.field", hasItems("title", "status", "fields"));
    }

    @Test
    void a_patch_is_checked_like_a_whole_form() {
        String location = owner().body(FORM.formatted("First")).post(forms).header("Location");

        owner().header("If-Match", "\"1\"").body("{\"title\": null}").patch(location).then().statusCode(400)
                .body("violations.field", hasItem("title"));
        owner().header("If-Match", "\"1\"").body("""
                {"fields": [{"name": "a", "label": "A", "type": "text", "core_field": "shoe_size"}]}""").patch(location).then()
                .statusCode(422);
    }

    @Test
    void other_suppliers_and_couples_are_told_the_same_as_if_there_were_none() throws SQLException {
        String location = owner().body(FORM.formatted("First").replace("{\"title\"", "{\"status\": \"published\", \"title\""))
                .post(forms)
                .header("Location");
        Couple couple = Season.couple();
        Season.connection(couple, supplier, "active");

        for (UUID stranger : new UUID[] { Season.supplier().owner(), couple.partner() }) {
            as(stranger).get(forms).then().statusCode(404);
            as(stranger).get(location).then().statusCode(404);
            as(stranger).body(FORM.formatted("X")).post(forms).then().statusCode(404);
            as(stranger).header("If-Match", "\"1\"").body("{\"title\": \"X\"}").patch(location).then().statusCode(404);
            as(stranger).header("If-Match", "\"1\"").delete(location).then().statusCode(404);
        }
        given().get(forms).then().statusCode(401);
    }

    private RequestSpecification owner() {
        return as(supplier.owner());
    }

    private static RequestSpecification as(UUID user) {
        return given().auth().oauth2(Tokens.user(user)).contentType("application/json");
    }
}
