package com.wedsync.core.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import org.jose4j.jwk.RsaJsonWebKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.Tokens;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.jwt.build.Jwt;

@QuarkusTest
@WithTestResource(TestDatabase.class)
class TokenTest {

    @ParameterizedTest(name = "fault 9: {0} {1} needs a token of the service role")
    @DisplayName("fault 9: the management endpoints are closed")
    @CsvSource({ "GET, health", "GET, metrics", "GET, pool", "GET, migrations", "POST, migrate", "POST, optimize",
            "GET, optimize/runs" })
    void the_management_api_is_closed(String method, String path) {
        String url = "/api/database/" + path;
        given().contentType("application/json").body("{}").when().request(method, url).then()
                .statusCode(401).contentType("application/problem+json").header("WWW-Authenticate", startsWith("Bearer"))
                .body("type", equalTo("/problems/unauthenticated"));
        given().contentType("application/json").body("{}").auth().oauth2(Tokens.authenticated()).when().request(method, url)
                .then().statusCode(403).contentType("application/problem+json")
                .body("type", equalTo("/problems/not-allowed"));
    }

    @Test
    void a_service_key_of_supabase_names_a_role_and_nobody_and_is_accepted() {
        String key = Jwt.issuer("supabase").claim("ref", "abcdefghijklmnop").claim("role", Role.SERVICE)
                .expiresIn(Duration.ofHours(1)).signWithSecret(Tokens.SECRET);

        given().auth().oauth2(key).when().get("/api/database/pool").then().statusCode(200);
        given().auth().oauth2(key).contentType("application/json")
                .body("{\"action\":\"analyze_table\",\"table_name\":\"wedding.core_field\"}")
                .when().post("/api/database/optimize").then().statusCode(200);
    }

    @Test
    void the_role_is_one_role_and_not_a_list() {
        String token = Tokens.of("emma", Role.AUTHENTICATED + " " + Role.SERVICE, Tokens.SECRET);

        given().auth().oauth2(token).when().get("/api/database/pool").then().statusCode(403);
    }

    @Test
    void a_token_of_another_secret_an_expired_one_and_no_token_at_all_are_refused() {
        String forged = Tokens.of("operator", Role.SERVICE, "another-secret-of-32-bytes-or-more!");
        String expired = Jwt.subject("operator").claim("role", Role.SERVICE).issuedAt(1).expiresAt(2)
                .signWithSecret(Tokens.SECRET);
        for (String token : new String[] { forged, expired, "not-a-token",
                "eyJhbGciOiJub25lIn0.eyJyb2xlIjoic2VydmljZV9yb2xlIn0." }) {
            given().auth().oauth2(token).when().get("/api/database/pool").then().statusCode(401)
                    .contentType("application/problem+json");
        }
    }

    @Test
    void a_key_set_is_fetched_and_the_token_it_verifies_is_accepted() throws Exception {
        RsaJsonWebKey key = FakeKeyServer.key("first");
        try (FakeKeyServer keys = new FakeKeyServer()) {
            keys.publish(key);
            TokenVerifier verifier = new TokenVerifier(config(null, keys.url()), Clock.systemUTC());

            assertThat(verifier.parse(FakeKeyServer.token(key), new JWTAuthContextInfo()).getGroups())
                    .containsExactly(Role.SERVICE);
            assertThatThrownBy(() -> verifier.parse(Tokens.service(), new JWTAuthContextInfo()))
                    .isInstanceOf(ParseException.class);
        }
    }

    @Test
    void a_short_secret_is_refused_by_name() {
        assertThatThrownBy(() -> new TokenVerifier(config("short", null), Clock.systemUTC()))
                .isInstanceOf(ConfigurationException.class).hasMessageContaining("wedsync.auth.jwt-secret");
    }

    private static AuthConfig config(@Nullable String secret, @Nullable URI keySet) {
        return new AuthConfig() {
            @Override
            public Optional<String> jwtSecret() {
                return Optional.ofNullable(secret);
            }

            @Override
            public Optional<URI> jwksUrl() {
                return Optional.ofNullable(keySet);
            }

            @Override
            public Duration jwksTimeout() {
                return Duration.ofSeconds(1);
            }

            @Override
            public Duration jwksPause() {
                return Duration.ofSeconds(1);
            }

            @Override
            public Optional<String> issuer() {
                return Optional.empty();
            }

            @Override
            public Optional<String> audience() {
                return Optional.empty();
            }
        };
    }
}
