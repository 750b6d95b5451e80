package com.wedsync.core.testing;

import static io.restassured.RestAssured.given;

import java.util.List;
import java.util.Map;

import com.wedsync.core.testing.Season.Supplier;

import io.restassured.path.json.JsonPath;

/** API keys for a test, made over the API by the owner of a supplier. */
public final class ApiKeys {

    /** A key and its token. */
    public record IssuedKey(String id, String token) {
    }

    private ApiKeys() {
    }

    public static IssuedKey issue(Supplier supplier, String... scopes) {
        return issue(supplier, Map.of("name", "Seating planner", "scopes", List.of(scopes)));
    }

    public static IssuedKey issue(Supplier supplier, Map<String, Object> input) {
        JsonPath answer = given().auth().oauth2(Tokens.user(supplier.owner())).contentType("application/json").body(input)
                .post(path(supplier)).then().statusCode(201).extract().jsonPath();
        return new IssuedKey(answer.getString("key.id"), answer.getString("token"));
    }

    /** Where the keys of a supplier are. */
    public static String path(Supplier supplier) {
        return "/api/suppliers/" + supplier.id() + "/api-keys";
    }
}
