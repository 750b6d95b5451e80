package com.wedsync.core.form;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import java.sql.SQLException;
import java.util.UUID;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.testing.Season;
import com.wedsync.core.testing.Season.Supplier;
import com.wedsync.core.testing.TestDatabase;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** Submissions as the supplier reads and reviews them, and who must not. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class SupplierSubmissionTest extends Questionnaire {

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
    void a_member_of_two_suppliers_is_told_nothing_of_the_one_that_the_couple_has_left() throws SQLException {
        String location = partner().body(answers("submitted", "{\"date\": \"2026-06-20\", \"guests\": 124}"))
                .post(api + "/submissions").header("Location");
        Supplier other = Season.supplier();
        Season.connection(couple, other, "active");
        Season.run("INSERT INTO wedding.supplier_member (supplier_id, user_id) VALUES (?, ?)", other.id(), supplier.owner());
        supplier().get(location).then().statusCode(200);

        Season.connection(couple, supplier, "ended");

        supplier().get(api).then().statusCode(200).body("name", equalTo("Emma & Jake"));
        supplier().get(location).then().statusCode(404);
        supplier().get("/api/suppliers/" + supplier.id() + "/submissions").then().statusCode(200).body("data", hasSize(0));
        supplier().header("If-Match", "\"1\"").post(location + "/review").then().statusCode(404);
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
}
