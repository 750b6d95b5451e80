package com.wedsync.core.command;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.wedsync.core.access.AuthConfig;
import com.wedsync.core.database.DatabaseConfig;
import com.wedsync.core.testing.Tokens;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

class RequiredSettingsTest {

    private static final String URL = "wedsync.database.url";
    private static final String TLS = "wedsync.database.require-tls";
    private static final String SECRET = "wedsync.auth.jwt-secret";
    private static final String KEY_SET = "wedsync.auth.jwks-url";

    @ParameterizedTest
    @ValueSource(strings = { "postgresql://db:5432/wedsync", "postgresql://db/wedsync",
            "postgresql://127.0.0.1:5432/wedsync?sslmode=require" })
    void a_url_a_secret_of_32_bytes_and_nothing_else_are_enough(String url) {
        assertThatCode(() -> check(Map.of(URL, url, SECRET, Tokens.SECRET))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = { "postgresql://db/wedsync", "postgresql://db/wedsync?sslmode=require" })
    void a_server_that_is_not_verified_is_refused_unless_told_so(String url) {
        assertThatThrownBy(() -> check(Map.of(URL, url, SECRET, Tokens.SECRET, TLS, "true")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("?sslmode=verify-full&sslrootcert=<file>");
        assertThatCode(() -> check(Map.of(URL, "postgresql://db/wedsync?sslmode=verify-full&sslrootcert=/ca.pem",
                SECRET, Tokens.SECRET, TLS, "true"))).doesNotThrowAnyException();
    }

    @Test
    void a_key_set_is_as_good_as_a_secret() {
        assertThatCode(() -> check(Map.of(URL, "postgresql://db/wedsync", KEY_SET, "https://id.example.com/jwks")))
                .doesNotThrowAnyException();
    }

    @Test
    void a_key_server_that_anybody_on_the_way_can_play_is_refused() {
        assertThatThrownBy(() -> check(Map.of(URL, "postgresql://db/wedsync", KEY_SET, "http://id.example.com/jwks")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("WEDSYNC_AUTH_JWKS_URL (wedsync.auth.jwks-url) has to begin with https://");
        assertThatCode(() -> check(Map.of(URL, "postgresql://db/wedsync", KEY_SET, "http://localhost:8180/jwks")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = { "wedsync", "db:5432/wedsync", "postgresql://db:5432", "postgresql:///wedsync",
            "jdbc:postgresql://emma:secret@db:5432/wedsync", "mysql://db/wedsync" })
    void a_url_of_another_form_is_refused_without_repeating_it(String url) {
        assertThatThrownBy(() -> check(Map.of(URL, url, SECRET, Tokens.SECRET)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "WEDSYNC_DATABASE_URL (wedsync.database.url) has to look like postgresql://db.example.com:5432/wedsync.");
    }

    @ParameterizedTest
    @ValueSource(strings = { "postgresql://emma:s3cr3t@db:5432/wedsync", "postgresql://emma@db/wedsync",
            "postgresql://emma:s3cr3t/@db/wedsync", "postgresql://emma:s3cr3t/@db", "postgresql://emma:?s3cr3t@db/wedsync",
            "postgresql://db/wedsync?user=emma&password=s3cr3t", "postgresql://db/wedsync?sslmode=require&password=s3cr3t" })
    void a_url_with_credentials_is_refused_without_repeating_them(String url) {
        assertThatThrownBy(() -> check(Map.of(URL, url, SECRET, Tokens.SECRET)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("WEDSYNC_DATABASE_URL (wedsync.database.url) ")
                .hasMessageNotContainingAny("s3cr3t", "emma");
    }

    @Test
    void a_url_with_credentials_is_told_where_they_go() {
        assertThatThrownBy(() -> check(Map.of(URL, "postgresql://emma:s3cr3t@db:5432/wedsync", SECRET, Tokens.SECRET)))
                .hasMessageContainingAll("WEDSYNC_DATABASE_OWNER_PASSWORD", "WEDSYNC_DATABASE_APP_PASSWORD",
                        "WEDSYNC_DATABASE_OPS_PASSWORD");
        assertThatCode(() -> check(Map.of(URL, "postgresql://db/wedsync?sslrootcert=/ca@home/user=1.pem", SECRET,
                Tokens.SECRET))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "   " })
    void an_empty_url_counts_as_none(String url) {
        assertThatThrownBy(() -> check(Map.of(URL, url, SECRET, Tokens.SECRET)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("WEDSYNC_DATABASE_URL");
    }

    @Test
    void a_secret_that_can_be_guessed_is_refused() {
        assertThatThrownBy(() -> check(Map.of(URL, "postgresql://db/wedsync", SECRET, Tokens.SECRET.substring(0, 31))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("WEDSYNC_AUTH_JWT_SECRET (wedsync.auth.jwt-secret) is too short: it needs 32 bytes or more.");
    }

    @ParameterizedTest
    @ValueSource(strings = { "wedsync.https.certificate", "wedsync.https.key" })
    void half_of_a_certificate_is_refused(String half) {
        assertThatThrownBy(() -> check(Map.of(URL, "postgresql://db/wedsync", SECRET, Tokens.SECRET, half, "/tls/file")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("WEDSYNC_HTTPS_CERTIFICATE (wedsync.https.certificate)", "or neither");
        assertThatCode(() -> check(Map.of(URL, "postgresql://db/wedsync", SECRET, Tokens.SECRET, "wedsync.https.certificate",
                "/tls/tls.crt", "wedsync.https.key", "/tls/tls.key"))).doesNotThrowAnyException();
    }

    private static void check(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(TLS, "false"));
        all.putAll(settings);
        for (String login : new String[] { "owner", "app", "ops" }) {
            all.put("wedsync.database." + login + ".username", "wedsync_" + login);
        }
        SmallRyeConfig config = new SmallRyeConfigBuilder().withMapping(DatabaseConfig.class).withMapping(AuthConfig.class)
                .withMapping(HttpsConfig.class).addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(all, "test", 100)).build();
        new RequiredSettings(config.getConfigMapping(DatabaseConfig.class), config.getConfigMapping(AuthConfig.class),
                config.getConfigMapping(HttpsConfig.class)).check(new Filters());
    }
}
