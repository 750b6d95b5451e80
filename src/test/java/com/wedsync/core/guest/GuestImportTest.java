package com.wedsync.core.guest;

import static io.restassured.RestAssured.config;
import static io.restassured.RestAssured.given;
import static io.restassured.config.HttpClientConfig.httpClientConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
class GuestImportTest {

    private Couple couple;
    private String guests;

    @BeforeEach
    void a_couple() throws SQLException {
        couple = Season.couple();
        guests = "/api/couples/" + couple.id() + "/guests";
    }

    @ParameterizedTest
    @ValueSource(strings = { ",", ";" })
    void a_file_with_quotes_line_breaks_and_a_byte_order_mark_is_imported(String delimiter) {
        load("\uFEFF"
                + "Name,is_child,dietary_requirements,notes\r\n\"Zoë, \"\"the\"\" Byrne\",yes,\"vegan;nut allergy\",\"two\nlines\"\r\n"
                        .replace("Name,is_child,dietary_requirements,notes",
                                String.join(delimiter, "Name", "is_child", "dietary_requirements", "notes"))
                        .replace("\",yes,\"", "\"" + delimiter + "yes" + delimiter + "\"")
                        .replace("y\",\"t", "y\"" + delimiter + "\"t"),
                "")
                .statusCode(200).body("counts.created", equalTo(1)).body("errors", hasSize(0));

        list().body("data.name", contains("Zoë, \"the\" Byrne")).body("data[0].is_child", equalTo(true))
                .body("data[0].dietary_requirements", contains("vegan", "nut allergy"))
                .body("data[0].notes", equalTo("two\nlines"));
    }

    @Test
    void errors_name_line_and_column_and_nothing_is_imported() {
        load("name,side,is_child,notes\nArthur,both,no,\"a\nb\"\nMei,nobody,perhaps,\n\n,both,,\n", "").statusCode(422)
                .body("type", equalTo("/problems/unprocessable"))
                .body("errors.line", contains(4, 6)).body("errors.column", contains("is_child", "name"))
                .body("counts.invalid", equalTo(2));
        load("name,side\nArthur,both\nMei,nobody\n", "").statusCode(422)
                .body("errors", hasSize(1)).body("errors[0].line", equalTo(3)).body("errors[0].column", equalTo("side"))
                .body("errors[0].message", containsString("partner_one"));
        list().body("data", hasSize(0));
    }

    @Test
    void a_dry_run_tells_what_would_happen_and_writes_nothing() {
        load("name,side\nArthur,both\nMei,nobody\n", "?dry_run=true").statusCode(200).body("dry_run", equalTo(true))
                .body("counts.created", equalTo(1)).body("counts.invalid", equalTo(1)).body("errors.line", contains(3));
        load("name\nArthur\n", "?dry_run=true").statusCode(200).body("errors", hasSize(0));
        list().body("data", hasSize(0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "''| 1", "'side\nboth'| 1", "'name,hat\nA,B'| 1", "'name,name\nA,B'| 1",
            "'name,side\nA\n'| 2", "'name,side\nA,both,C'| 2", "'name\nA\n\"B\n'| 3" })
    void what_is_no_guest_list_is_refused_with_the_line(String file, int line) {
        load(file, "").statusCode(422).body("errors.line", contains(line));
    }

    @Test
    void bytes_of_another_encoding_are_refused() {
        given().auth().oauth2(Tokens.user(couple.partner())).contentType("text/csv")
                .body("name\nZoë\n".getBytes(StandardCharsets.ISO_8859_1)).post(guests + "/import").then().statusCode(422)
                .body("errors[0].message", containsString("UTF-8"));
    }

    @Test
    void files_that_are_too_long_are_refused() {
        String rows = IntStream.rangeClosed(1, 5001).mapToObj("Guest %d\n"::formatted).collect(Collectors.joining());
        load("name\n" + rows, "").statusCode(422).body("errors.line", contains(5002));

        // asks before it sends: who is refused while sending may lose the answer with the connection
        given().config(config().httpClient(httpClientConfig().setParam("http.protocol.expect-continue", true)))
                .auth().oauth2(Tokens.user(couple.partner())).contentType("text/csv")
                .body("name,notes\n" + "A,%s\n".formatted("x".repeat(3900)).repeat(600)).post(guests + "/import")
                .then().statusCode(413);
    }

    @Test
    void an_export_can_be_edited_and_imported() throws SQLException {
        String phone = "+44 1632 960001";
        Season.run("INSERT INTO wedding.guest (couple_id, name, phone, notes) VALUES (?, '=1+1', ?, '''-x')", couple.id(),
                phone);
        UUID untouched = Season.guest(couple, "@home, \"quoted\"");
        String file = export(couple.partner());

        assertThat(file).contains("'=1+1").contains("'+44 1632 960001").contains("''-x").contains("\"'@home, \"\"quoted\"\"\"");
        load(file, "").statusCode(200).body("counts.unchanged", equalTo(2));
        load(file.replace("1632", "1633"), "").statusCode(200).body("counts.updated", equalTo(1)).body("counts.unchanged",
                equalTo(1));
        list().body("data.phone", contains("+44 1633 960001", null)).body("data[0].notes", equalTo("'-x"))
                .body("data[1].id", equalTo(untouched.toString()));
        load(file, "").statusCode(422).body("errors.column", contains("version"));
    }

    @Test
    void an_export_has_every_guest_of_many_pages_once() throws SQLException {
        Season.run("INSERT INTO wedding.guest (couple_id, name) SELECT ?, 'Guest ' || n FROM generate_series(1, 1203) AS n",
                couple.id());

        String file = export(couple.partner());
        assertThat(file.lines().skip(1).map(line -> line.split(",")[2]).distinct()).hasSize(1203);
        assertThat(file.lines().filter(line -> line.startsWith("id,version,name"))).hasSize(1);
    }

    @Test
    void a_supplier_exports_and_does_not_import_and_a_stranger_does_neither() throws SQLException {
        Supplier supplier = Season.supplier();
        Season.connection(couple, supplier, "active");
        UUID stranger = Season.couple().partner();

        assertThat(export(supplier.owner())).startsWith("id,version,name");
        as(supplier.owner(), "name\nA\n", "?dry_run=true").statusCode(403);
        as(stranger, "name\nA\n", "").statusCode(404);
        given().auth().oauth2(Tokens.user(stranger)).get(guests + "/export").then().statusCode(404)
                .contentType("application/problem+json");
    }

    private String export(UUID user) {
        return given().auth().oauth2(Tokens.user(user)).get(guests + "/export").then().statusCode(200)
                .contentType("text/csv").header("Content-Disposition", equalTo("attachment; filename=\"guests.csv\""))
                .extract().asString();
    }

    private ValidatableResponse list() {
        return given().auth().oauth2(Tokens.user(couple.partner())).get(guests).then();
    }

    private ValidatableResponse load(String file, String query) {
        return as(couple.partner(), file, query);
    }

    private ValidatableResponse as(UUID user, String file, String query) {
        return given().auth().oauth2(Tokens.user(user)).contentType("text/csv").body(file.getBytes(StandardCharsets.UTF_8))
                .post(guests + "/import" + query).then();
    }
}
