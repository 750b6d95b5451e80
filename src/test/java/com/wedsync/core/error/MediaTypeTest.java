package com.wedsync.core.error;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import java.util.UUID;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.Tokens;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** Who sends or asks for a wrong form is told the right one of this operation. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
class MediaTypeTest {

    private static final String COUPLE = "/api/couples/" + UUID.randomUUID();

    @ParameterizedTest
    @CsvSource({
            "POST,  /guests,        Send application/json.",
            "POST,  /guests/import, Send text/csv.",
            "PATCH, /guests/019b0b02-0380-73df-a9fa-9469ea21dffb, Send application/merge-patch+json or application/json." })
    void a_body_of_another_form_is_a_415_problem_that_names_those_of_the_operation(String method, String path, String detail) {
        given().auth().oauth2(Tokens.user(UUID.randomUUID())).contentType("application/xml").body("<guest/>")
                .request(method, COUPLE + path).then().statusCode(415).contentType(Problem.MEDIA_TYPE)
                .body("detail", equalTo(detail));
    }

    @ParameterizedTest
    @CsvSource({ "/guests, The answer is application/json.", "/guests/export, The answer is text/csv." })
    void an_answer_in_another_form_is_a_406_problem_that_names_that_of_the_operation(String path, String detail) {
        given().auth().oauth2(Tokens.user(UUID.randomUUID())).accept("application/xml").get(COUPLE + path).then()
                .statusCode(406).contentType(Problem.MEDIA_TYPE).body("detail", equalTo(detail));
    }
}
