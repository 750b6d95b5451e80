package com.wedsync.core.form;

import static io.restassured.RestAssured.given;

import java.sql.SQLException;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

import com.wedsync.core.testing.Season;
import com.wedsync.core.testing.Season.Couple;
import com.wedsync.core.testing.Season.Supplier;
import com.wedsync.core.testing.Tokens;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

/** A couple whose supplier has published a form, and what the two do with it. */
abstract class Questionnaire {

    Couple couple;
    Supplier supplier;
    UUID form;
    String api;

    @BeforeEach
    void a_couple_whose_supplier_has_published_a_form() throws SQLException {
        couple = Season.couple();
        supplier = Season.supplier();
        Season.connection(couple, supplier, "active");
        api = "/api/couples/" + couple.id();
        form = form("First questionnaire", "published");
    }

    UUID form(String title, String status) {
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

    String answers(String status, String answers) {
        return "{\"form_id\": \"%s\", \"status\": \"%s\", \"answers\": %s}".formatted(form, status, answers);
    }

    Response draft(String answers) {
        Response created = partner().body(answers("draft", answers)).post(api + "/submissions");
        created.then().statusCode(201);
        return created;
    }

    ValidatableResponse submit(String location, @Nullable Integer version) {
        RequestSpecification request = partner();
        return (version == null ? request : request.header("If-Match", "\"" + version + "\"")).post(location + "/submit")
                .then();
    }

    void core(String key, String json) {
        partner().body("{\"changes\": [{\"key\": \"%s\", \"value\": %s}]}".formatted(key, json)).patch(api + "/core-fields")
                .then()
                .statusCode(200);
    }

    Object value(String key) {
        return partner().get(api + "/core-fields").path("data.find { it.key == '" + key + "' }.value");
    }

    long version(String key) {
        return partner().get(api + "/core-fields").<Number> path("data.find { it.key == '" + key + "' }.version").longValue();
    }

    RequestSpecification seen(int version) {
        return partner().header("If-Match", "\"" + version + "\"");
    }

    RequestSpecification partner() {
        return as(couple.partner());
    }

    RequestSpecification supplier() {
        return as(supplier.owner());
    }

    static RequestSpecification as(UUID user) {
        return given().auth().oauth2(Tokens.user(user)).contentType("application/json");
    }
}
