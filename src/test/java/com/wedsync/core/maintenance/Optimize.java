package com.wedsync.core.maintenance;

import static io.restassured.RestAssured.given;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.testing.Eventually;
import com.wedsync.core.testing.Tokens;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;

/** The API as an operator calls it. */
final class Optimize {

    private static final String PATH = "/api/database/optimize";

    private Optimize() {
    }

    static ValidatableResponse post(String action, @Nullable String table) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("action", action);
        if (table != null) {
            body.put("table_name", table);
        }
        return given().auth().oauth2(Tokens.service()).contentType(ContentType.JSON).body(body).post(PATH).then();
    }

    static JsonPath run(String id) {
        return get("/runs/" + id).statusCode(200).extract().jsonPath();
    }

    static ValidatableResponse get(String path) {
        return given().auth().oauth2(Tokens.service()).get(PATH + path).then();
    }

    /** The run when it has ended. */
    static JsonPath ended(String id) throws Exception {
        return Eventually.get(() -> run(id), run -> run.get("finished_at") != null);
    }
}
