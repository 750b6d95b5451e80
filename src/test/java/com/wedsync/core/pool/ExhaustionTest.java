package com.wedsync.core.pool;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import com.wedsync.core.database.Database;
import com.wedsync.core.database.DatabaseConfig;
import com.wedsync.core.database.Ops;
import com.wedsync.core.testing.Eventually;
import com.wedsync.core.testing.Service;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.Tokens;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.smallrye.mutiny.Uni;

@QuarkusTest
@WithTestResource(TestDatabase.class)
class ExhaustionTest {

    /** For what has to be over after the acquire timeout, on a machine that does other things as well. */
    private static final Duration SLACK = Duration.ofSeconds(10);

    @Inject
    @Ops
    Database ops;
    @Inject
    DatabaseConfig config;
    @TestHTTPResource("/api/database/optimize/runs")
    URI runs;
    private final CompletableFuture<Boolean> release = new CompletableFuture<>();

    @BeforeEach
    void the_schema_is_there() throws Exception {
        Service.awaitSchema();
    }

    @AfterEach
    void release() {
        release.complete(true);
    }

    @Test
    @DisplayName("an exhausted pool is 503 with Retry-After in bounded time, for a bounded queue, and recovers by itself")
    void an_exhausted_pool_refuses_in_bounded_time_and_recovers_by_itself() throws Exception {
        List<CompletableFuture<Boolean>> holders = IntStream.range(0, config.opsPool().maxSize()).mapToObj(n -> ops
                .with(session -> Uni.createFrom().completionStage(release)).subscribeAsCompletionStage()).toList();
        Eventually.get(() -> pool().getFloat("ops.utilization_percent"), used -> used == 100);

        List<HttpResponse<String>> refused = refusals(3 * config.opsPool().maxWaiting());

        assertThat(refused).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Content-Type")).hasValueSatisfying(type -> assertThat(type)
                    .startsWith("application/problem+json"));
            assertThat(answer.headers().firstValueAsLong("Retry-After")).isPresent();
            assertThat(answer.body()).contains("\"/problems/no-connection\"");
        });
        assertThat(holders).noneMatch(CompletableFuture::isDone);

        release();
        Eventually.get(() -> given().auth().oauth2(Tokens.service()).get(runs).statusCode(), status -> status == 200);
        Eventually.get(() -> pool().getInt("ops.waiting_requests"), waiting -> waiting == 0);
    }

    /** What many more requests than may wait are answered; meanwhile, not all of them wait. */
    private List<HttpResponse<String>> refusals(int requests) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(runs).header("Authorization", "Bearer " + Tokens.service()).build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            List<CompletableFuture<HttpResponse<String>>> answers = Stream
                    .generate(() -> client.sendAsync(request, BodyHandlers.ofString())).limit(requests).toList();
            CompletableFuture<Void> all = CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                    .orTimeout(config.opsPool().acquireTimeout().plus(SLACK).toMillis(), TimeUnit.MILLISECONDS);
            int mostWaiting = 0;
            while (!all.isDone()) {
                mostWaiting = Math.max(mostWaiting, pool().getInt("ops.waiting_requests"));
            }
            all.join();
            // one that is being refused counts for a moment as well
            assertThat(mostWaiting).isBetween(1, 2 * config.opsPool().maxWaiting());
            return answers.stream().map(CompletableFuture::join).toList();
        }
    }

    private static JsonPath pool() {
        return given().auth().oauth2(Tokens.service()).get("/api/database/pool").then().statusCode(200)
                .extract().jsonPath();
    }
}
