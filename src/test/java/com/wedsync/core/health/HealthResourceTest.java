package com.wedsync.core.health;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.Tokens;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class HealthResourceTest {

    @Test
    void the_health_report_has_the_shape_of_the_specification() {
        given().auth().oauth2(Tokens.service())
                .when().get("/api/database/health")
                .then().statusCode(200)
                .body("status", equalTo("healthy"))
                .body("timestamp", notNullValue())
                .body("database.connection_healthy", equalTo(true))
                .body("database.latency_ms", greaterThan(0f))
                .body("database", hasKey("error"))
                .body("database.error", nullValue())
                .body("connection_pool.total_connections", greaterThanOrEqualTo(1))
                .body("connection_pool.idle_connections", greaterThanOrEqualTo(0))
                .body("connection_pool.waiting_requests", equalTo(0))
                .body("connection_pool.max_connections", equalTo(16))
                .body("metrics.connections.max_connections", greaterThan(0))
                .body("metrics.performance", hasKey("queries_per_second"))
                .body("metrics.health.status", notNullValue());
    }

    @Test
    void the_metrics_have_the_shape_of_the_specification() {
        given().auth().oauth2(Tokens.service())
                .when().get("/api/database/metrics")
                .then().statusCode(200)
                .body("success", equalTo(true))
                .body("timestamp", notNullValue())
                .body("data.connections.active", greaterThanOrEqualTo(0))
                .body("data.connections.total", greaterThanOrEqualTo(1))
                .body("data.storage.total_size_mb", greaterThan(5f))
                .body("data.storage.table_sizes.table_name", hasItem("wedding.guest"))
                .body("data.storage", hasKey("growth_rate_mb_per_day"))
                .body("data.health", hasKey("last_backup"))
                .body("data.health", hasKey("replication_lag_ms"))
                .body("data.health.unknown.replication_lag_ms", equalTo("no standby is connected"));
    }
}
