package com.wedsync.core.guest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.sql.SQLException;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
class GuestListTest {

    private Couple couple;

    @BeforeEach
    void a_couple_with_three_guests() throws SQLException {
        couple = Season.couple();
        for (String name : new String[] { "Byrne, Arthur", "Chen, Mei", "Adeyemi, Kofi" }) {
            Season.guest(couple, name);
        }
    }

    @Test
    void a_partner_reads_the_list_in_alphabetical_order_page_by_page() {
        String cursor = list(couple.partner(), "?limit=2").statusCode(200)
                .body("data.name", equalTo(java.util.List.of("Adeyemi, Kofi", "Byrne, Arthur")))
                .body("next_cursor", notNullValue())
                .extract().path("next_cursor");

        list(couple.partner(), "?limit=2&cursor=" + cursor).statusCode(200)
                .body("data.name", equalTo(java.util.List.of("Chen, Mei")))
                .body("next_cursor", nullValue());
    }

    @Test
    void a_couple_without_guests_has_an_empty_list_and_an_unknown_couple_has_none() throws SQLException {
        Couple lonely = Season.couple();

        given().auth().oauth2(Tokens.user(lonely.partner())).get("/api/couples/" + lonely.id() + "/guests")
                .then().statusCode(200).body("data", hasSize(0));
        given().auth().oauth2(Tokens.user(lonely.partner())).get("/api/couples/" + UUID.randomUUID() + "/guests")
                .then().statusCode(404).body("type", equalTo("/problems/not-found"));
    }

    @Test
    void another_couple_is_told_the_same_as_if_there_were_none() throws SQLException {
        list(Season.couple().partner(), "").statusCode(404).body("type", equalTo("/problems/not-found"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "pending", "ended", "declined" })
    void only_a_supplier_whose_connection_is_active_reads_the_list(String status) throws SQLException {
        Supplier supplier = Season.supplier();
        Season.connection(couple, supplier, "active");
        list(supplier.owner(), "").statusCode(200).body("data", hasSize(3));

        Supplier other = Season.supplier();
        Season.connection(couple, other, status);
        list(other.owner(), "").statusCode(404);
    }

    @Test
    void a_list_that_has_not_changed_is_not_sent_again() throws SQLException {
        String tag = list(couple.partner(), "").extract().header("ETag");

        given().auth().oauth2(Tokens.user(couple.partner())).header("If-None-Match", tag)
                .get("/api/couples/" + couple.id() + "/guests")
                .then().statusCode(304).header("ETag", equalTo(tag));
        Season.guest(couple, "Dubois, Pierre");
        String changed = given().auth().oauth2(Tokens.user(couple.partner())).header("If-None-Match", tag)
                .get("/api/couples/" + couple.id() + "/guests")
                .then().statusCode(200).body("data", hasSize(4)).extract().header("ETag");

        assertThat(changed).isNotEqualTo(tag);
    }

    @Test
    void an_invented_cursor_is_refused() {
        list(couple.partner(), "?cursor=AAAA").statusCode(400).body("type", equalTo("/problems/invalid-request"));
    }

    @Test
    void without_a_token_nothing_is_told() {
        given().get("/api/couples/" + couple.id() + "/guests").then().statusCode(401);
    }

    private ValidatableResponse list(UUID user, String query) {
        return given().auth().oauth2(Tokens.user(user)).get("/api/couples/" + couple.id() + "/guests" + query).then();
    }
}
