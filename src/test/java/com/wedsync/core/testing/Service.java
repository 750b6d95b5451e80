package com.wedsync.core.testing;

import static io.restassured.RestAssured.given;

/** The service under test. */
public final class Service {

    private Service() {
    }

    /** Returns when the schema is there: it is made beside the start. */
    public static void awaitSchema() throws Exception {
        Eventually.get(() -> given().auth().oauth2(Tokens.service()).get("/api/database/optimize/runs?limit=1").statusCode(),
                status -> status == 200);
    }
}
