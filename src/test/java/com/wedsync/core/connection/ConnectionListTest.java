package com.wedsync.core.connection;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import java.sql.SQLException;
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
import io.restassured.response.ValidatableResponse;

@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class ConnectionListTest {

    private final Couple couple = Season.couple();
    private final Supplier supplier = Season.supplier();

    ConnectionListTest() throws SQLException {
        // the season's rows are written
    }

    @Test
    void a_couple_sees_its_suppliers_by_name_page_by_page() throws SQLException {
        connect("Zoe's Flowers", "active");
        connect("Ashdown Manor", "pending");
        connect("Mill Catering", "ended");

        String cursor = ofCouple(couple.partner(), "?limit=2").statusCode(200)
                .body("data.supplier_name", contains("Ashdown Manor", "Mill Catering"))
                .body("data.status", contains("pending", "ended"))
                .extract().path("next_cursor");
        ofCouple(couple.partner(), "?limit=2&cursor=" + cursor).body("data.supplier_name", contains("Zoe's Flowers"))
                .body("next_cursor", nullValue());
    }

    @Test
    void a_list_that_has_not_changed_is_not_sent_again() throws SQLException {
        String tag = ofCouple(couple.partner(), "").body("data", hasSize(0)).extract().header("ETag");
        given().auth().oauth2(Tokens.user(couple.partner())).header("If-None-Match", tag)
                .get("/api/couples/" + couple.id() + "/connections").then().statusCode(304);

        connect("Ashdown Manor", "pending");
        given().auth().oauth2(Tokens.user(couple.partner())).header("If-None-Match", tag)
                .get("/api/couples/" + couple.id() + "/connections").then().statusCode(200).body("data", hasSize(1));
    }

    @Test
    void a_supplier_sees_of_a_couple_only_its_own_connection() throws SQLException {
        connect("Ashdown Manor", "active");
        Season.connection(couple, supplier, "active");

        ofCouple(supplier.owner(), "").statusCode(200).body("data.supplier_id", contains(supplier.id().toString()));
    }

    @Test
    void a_supplier_sees_its_couples_by_name_and_of_former_ones_no_name() throws SQLException {
        Couple adams = couple("Adams");
        Couple brown = couple("Brown");
        Couple former = couple("Former");
        Season.connection(brown, supplier, "active");
        Season.connection(adams, supplier, "active");
        Season.connection(former, supplier, "ended");
        Season.connection(couple, supplier, "pending");

        ofSupplier("?status=active").statusCode(200).body("data.couple_name", contains("Adams", "Brown"));
        ofSupplier("?status=pending").body("data.couple_name", contains("Emma & Jake"));
        ofSupplier("?status=ended").body("data.couple_id", contains(former.id().toString()))
                .body("data[0].couple_name", nullValue());
        String cursor = ofSupplier("?limit=2").body("data.couple_name", contains(null, "Adams")).extract().path("next_cursor");
        ofSupplier("?limit=2&cursor=" + cursor).body("data.couple_name", contains("Brown", "Emma & Jake"));
        ofSupplier("?status=declined").statusCode(200).body("data", hasSize(0));
        ofSupplier("?status=unknown").statusCode(400);
    }

    @Test
    void only_members_of_a_supplier_see_its_list() throws SQLException {
        Season.connection(couple, supplier, "active");

        given().auth().oauth2(Tokens.user(couple.partner())).get("/api/suppliers/" + supplier.id() + "/connections")
                .then().statusCode(404).body("type", equalTo("/problems/not-found"));
        given().auth().oauth2(Tokens.service()).get("/api/suppliers/" + supplier.id() + "/connections")
                .then().statusCode(200).body("data", hasSize(1));
        given().auth().oauth2(Tokens.service()).get("/api/suppliers/" + UUID.randomUUID() + "/connections")
                .then().statusCode(404);
        given().get("/api/suppliers/" + supplier.id() + "/connections").then().statusCode(401);
    }

    private void connect(String name, String status) throws SQLException {
        Supplier other = Season.supplier();
        Season.run("UPDATE wedding.supplier SET name = ? WHERE id = ?", name, other.id());
        Season.connection(couple, other, status);
    }

    private static Couple couple(String name) throws SQLException {
        Couple named = Season.couple();
        Season.run("UPDATE wedding.couple SET name = ? WHERE id = ?", name, named.id());
        return named;
    }

    private ValidatableResponse ofCouple(UUID user, String query) {
        return given().auth().oauth2(Tokens.user(user)).get("/api/couples/" + couple.id() + "/connections" + query).then();
    }

    private ValidatableResponse ofSupplier(String query) {
        return given().auth().oauth2(Tokens.user(supplier.owner()))
                .get("/api/suppliers/" + supplier.id() + "/connections" + query).then();
    }
}
