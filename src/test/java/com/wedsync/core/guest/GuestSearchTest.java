package com.wedsync.core.guest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.wedsync.core.testing.Season;
import com.wedsync.core.testing.Season.Couple;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.Tokens;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class GuestSearchTest {

    private Couple couple;

    @BeforeEach
    void a_couple_with_guests() throws SQLException {
        couple = Season.couple();
        guest("Arthur Byrne", "accepted", "partner_one", "1", "Byrne");
        guest("Brid Byrne", "accepted", "partner_one", "2", "Byrne");
        guest("Kofi Adeyemi", "pending", "partner_two", "", "Adeyemi");
        guest("Mei Chen", "declined", "both", "", "");
    }

    @ParameterizedTest
    @CsvSource({ "rsvp_status=accepted, 2", "side=both, 1", "table_name=2, 1", "household=Byrne, 2",
            "rsvp_status=accepted&table_name=1, 1", "rsvp_status=pending&side=both, 0", "household=Byrne&search=arthur, 1" })
    void filters_are_joined_by_and(String filter, int guests) {
        list("?" + filter).statusCode(200).body("data", hasSize(guests));
        list("?fields=id&" + filter).statusCode(200).body("data", hasSize(guests));
    }

    @ParameterizedTest
    @CsvSource({ "rthu, Arthur Byrne", "ARTHUR, Arthur Byrne", "Artur, Arthur Byrne", "Adeyemy, Kofi Adeyemi",
            "Mei Chan, Mei Chen",
            "mei c, Mei Chen" })
    void a_search_finds_parts_of_names_and_forgives_typing_errors(String typed, String name) {
        given().auth().oauth2(Tokens.user(couple.partner())).queryParam("search", typed).get(path()).then().statusCode(200)
                .body("data[0].name", equalTo(name));
    }

    @Test
    void a_search_without_a_match_is_an_empty_page() {
        list("?search=Xavier").statusCode(200).body("data", hasSize(0)).body("next_cursor", nullValue());
        list("?search=%25").statusCode(200).body("data", hasSize(0));
    }

    @Test
    void the_best_match_comes_first_and_pages_go_on_behind_it() throws SQLException {
        guest("Byron Lee", "pending", "", "", "");

        String cursor = list("?search=Byrne&limit=1").body("data.name", contains("Arthur Byrne")).extract().path("next_cursor");
        cursor = list("?search=Byrne&limit=1&cursor=" + cursor).body("data.name", contains("Brid Byrne")).extract()
                .path("next_cursor");
        list("?search=Byrne&limit=1&cursor=" + cursor).body("data.name", contains("Byron Lee"));
    }

    @Test
    void filtered_pages_follow_each_other_by_name() {
        for (String fields : new String[] { "", "&fields=id,name", "&fields=name,email" }) {
            String cursor = list("?side=partner_one&limit=1" + fields).body("data.name", contains("Arthur Byrne"))
                    .extract().path("next_cursor");
            list("?side=partner_one&limit=1&cursor=" + cursor + fields).body("data.name", contains("Brid Byrne"))
                    .body("next_cursor", nullValue());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "id,name", "version,table_name,rsvp_status,side,is_child,household,name,id", "email",
            "name,updated_at",
            "dietary_requirements,rsvp_at" })
    void an_answer_carries_exactly_the_fields_that_were_asked_for(String fields) {
        for (String search : new String[] { "", "&search=Arthur" }) {
            List<Map<String, Object>> guests = list("?fields=" + fields + search).statusCode(200).extract().path("data");
            assertThat(guests).isNotEmpty()
                    .allSatisfy(guest -> assertThat(guest.keySet()).containsExactlyInAnyOrder(fields.split(",")));
        }
    }

    @Test
    void sparse_guests_have_the_values_of_whole_ones() {
        Map<String, Object> whole = list("?limit=1").extract().path("data[0]");
        Map<String, Object> sparse = list("?limit=1&fields=" + String.join(",", whole.keySet())).extract().path("data[0]");

        assertThat(sparse).isEqualTo(whole);
    }

    @ParameterizedTest
    @ValueSource(strings = { "id,nmae", "couple_id", "," })
    void fields_that_guests_do_not_have_are_refused_and_the_others_listed(String fields) {
        list("?fields=" + fields).statusCode(400).body("type", equalTo("/problems/invalid-request"))
                .body("allowed", hasItem("name"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "rsvp_status=maybe", "side=nobody", "limit=0", "limit=501" })
    void a_filter_that_breaks_a_rule_is_named(String filter) {
        list("?" + filter).statusCode(400).body("violations.field", contains(filter.substring(0, filter.indexOf('='))));
    }

    @Test
    void sparse_and_searched_lists_are_not_sent_again_either_and_strangers_see_none() throws SQLException {
        UUID stranger = Season.couple().partner();
        for (String query : new String[] { "?fields=id,name", "?search=Byrne" }) {
            String tag = list(query).extract().header("ETag");
            given().auth().oauth2(Tokens.user(couple.partner())).header("If-None-Match", tag).get(path() + query)
                    .then().statusCode(304);
            given().auth().oauth2(Tokens.user(stranger)).get(path() + query).then().statusCode(404);
        }
    }

    private void guest(String name, String status, String side, String table, String household) throws SQLException {
        Season.run("""
                INSERT INTO wedding.guest (couple_id, name, rsvp_status, rsvp_at, side, table_name, household)
                VALUES (?, ?, ?, CASE WHEN ? <> 'pending' THEN now() END, nullif(?, ''), nullif(?, ''), nullif(?, ''))""",
                couple.id(), name, status, status, side,
                table, household);
    }

    private String path() {
        return "/api/couples/" + couple.id() + "/guests";
    }

    private ValidatableResponse list(String query) {
        return given().auth().oauth2(Tokens.user(couple.partner())).get(path() + query).then();
    }
}
