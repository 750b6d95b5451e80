package com.wedsync.core.supplier;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

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
class DashboardTest {

    private final Supplier supplier = Season.supplier();
    private final UUID form = UUID.randomUUID();
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

    DashboardTest() throws SQLException {
        Season.run(
                "INSERT INTO wedding.form (supplier_id, id, title, status, definition) VALUES (?, ?, 'Menu', 'published', '{\"fields\": []}')",
                supplier.id(), form);
    }

    @Test
    void it_counts_connections_and_shows_the_newest_pending_the_next_weddings_and_the_newest_submissions() throws SQLException {
        Couple soon = couple("Soon", "active", today.plusDays(3).toString());
        Couple now = couple("Now", "active", today.toString());
        couple("Past", "active", today.minusDays(1).toString());
        couple("Odd", "active", "soon");
        couple("Invited", "pending", today.plusDays(1).toString());
        couple("Former", "ended", today.plusDays(1).toString());
        submit(soon, "submitted", "2026-01-02");
        submit(now, "reviewed", "2026-01-03");
        Season.run("INSERT INTO wedding.form_submission (couple_id, supplier_id, form_id, form_version) VALUES (?, ?, ?, 1)",
                now.id(), supplier.id(), form);

        as(supplier.owner()).get(address()).then().statusCode(200)
                .body("active_couples", equalTo(4)).body("connections.ended", equalTo(1))
                .body("connections.declined", equalTo(0))
                .body("pending_connections.count", equalTo(1))
                .body("pending_connections.newest.couple_name", contains("Invited"))
                .body("pending_connections.newest.invited_by", contains("couple"))
                .body("next_weddings.couple_name", contains("Now", "Soon")).body("next_weddings.days_to_go", contains(0, 3))
                .body("next_weddings[0].wedding_date", equalTo(today.toString()))
                .body("new_submissions.couple_name", contains("Now", "Soon"))
                .body("new_submissions.form_title", contains("Menu", "Menu"))
                .body("new_submissions.status", contains("reviewed", "submitted"));
    }

    @Test
    void it_shows_ten_of_each() throws SQLException {
        for (int n = 0; n < 12; n++) {
            submit(couple("Couple " + n, "active", today.plusDays(12 - n).toString()), "submitted", "2026-01-" + (10 + n));
            couple("Pending " + n, "pending", today.toString());
        }

        as(supplier.owner()).get(address()).then().statusCode(200)
                .body("pending_connections.count", equalTo(12)).body("pending_connections.newest", hasSize(10))
                .body("next_weddings", hasSize(10)).body("next_weddings[0].couple_name", equalTo("Couple 11"))
                .body("new_submissions", hasSize(10)).body("new_submissions[0].couple_name", equalTo("Couple 11"));
    }

    @Test
    void a_supplier_without_anything_has_an_empty_one() {
        as(supplier.owner()).get(address()).then().statusCode(200).body("active_couples", equalTo(0))
                .body("next_weddings", hasSize(0)).body("new_submissions", hasSize(0));
    }

    @Test
    void a_connection_that_has_ended_takes_its_dates_and_submissions_away() throws SQLException {
        Couple couple = couple("Emma", "active", today.plusDays(3).toString());
        submit(couple, "submitted", "2026-01-02");
        as(supplier.owner()).get(address()).then().body("next_weddings", hasSize(1)).body("new_submissions", hasSize(1));

        as(couple.partner()).post("/api/couples/" + couple.id() + "/connections/" + supplier.id() + "/end").then()
                .statusCode(200);

        as(supplier.owner()).get(address()).then().body("next_weddings", hasSize(0)).body("new_submissions", hasSize(0))
                .body("connections.ended", equalTo(1));
    }

    @Test
    void others_see_nothing_of_it() throws SQLException {
        Couple couple = couple("Emma", "active", today.plusDays(3).toString());
        Supplier other = Season.supplier();

        as(couple.partner()).get(address()).then().statusCode(404);
        as(other.owner()).get(address()).then().statusCode(404);
        given().get(address()).then().statusCode(401);
        as(other.owner()).get("/api/suppliers/" + other.id() + "/dashboard").then().statusCode(200)
                .body("next_weddings.couple_name", not(hasItem("Emma")));
        given().auth().oauth2(Tokens.service()).get(address()).then().statusCode(200).body("active_couples", equalTo(1));
        given().auth().oauth2(Tokens.service()).get("/api/suppliers/" + UUID.randomUUID() + "/dashboard").then()
                .statusCode(404);
    }

    private Couple couple(String name, String status, String date) throws SQLException {
        Couple couple = Season.couple();
        Season.run("UPDATE wedding.couple SET name = ? WHERE id = ?", name, couple.id());
        Season.connection(couple, supplier, status);
        Season.run("INSERT INTO wedding.core_field_value (couple_id, key, value) VALUES (?, 'wedding_date', to_jsonb(?::text))",
                couple.id(), date);
        return couple;
    }

    private void submit(Couple couple, String status, String day) throws SQLException {
        Season.run("""
                INSERT INTO wedding.form_submission (couple_id, supplier_id, form_id, form_version, status, submitted_at)
                VALUES (?, ?, ?, 1, ?, ?::timestamptz)""", couple.id(), supplier.id(), form, status, day);
    }

    private String address() {
        return "/api/suppliers/" + supplier.id() + "/dashboard";
    }

    private static RequestSpecification as(UUID user) {
        return given().auth().oauth2(Tokens.user(user)).contentType("application/json");
    }
}
