package com.wedsync.core.capacity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.testing.Service;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.Tokens;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;

@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class CapacityResourceTest {

    @Test
    void what_is_not_known_says_why() throws Exception {
        Service.awaitSchema();

        JsonPath capacity = given().auth().oauth2(Tokens.service()).when().get("/api/database/capacity").then().statusCode(200)
                .extract().jsonPath();

        assertThat(capacity.getList("forecasts.resource", String.class))
                .contains("disk", "connections", "transaction_ids", "multixact_ids");
        assertThat(capacity.getString("forecasts.find { it.resource == 'disk' }.reason"))
                .contains("wedsync.capacity.volume-gibibytes");
        assertThat(capacity.getDouble("forecasts.find { it.resource == 'disk' }.used")).isPositive();
        List<Object> days = capacity.getList("forecasts.findAll { it.days == null }.reason");
        assertThat(days).doesNotContainNull();
    }
}
