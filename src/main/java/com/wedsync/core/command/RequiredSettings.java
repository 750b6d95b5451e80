package com.wedsync.core.command;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import com.wedsync.core.access.AuthConfig;
import com.wedsync.core.access.KeyServer;
import com.wedsync.core.database.DatabaseConfig;
import com.wedsync.core.database.Tls;

import io.quarkus.runtime.configuration.ConfigUtils;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.http.runtime.filters.Filters;

/** What has no default: without it the process ends at once, with a sentence that names the setting. */
@Singleton
class RequiredSettings {

    private static final Pattern URL = Pattern.compile("postgresql://[^/\\s]+/[^/?\\s]+(\\?\\S*)?");

    /** Whatever a password is made of: nothing that looks like one passes, and nothing of it is repeated. */
    private static final Pattern CREDENTIALS = Pattern
            .compile("postgresql://([^/]*@|[^?]*@).*|[^?]*\\?(.*&)?(user|password)=.*");

    private final DatabaseConfig database;
    private final AuthConfig auth;
    private final HttpsConfig https;

    RequiredSettings(DatabaseConfig database, AuthConfig auth, HttpsConfig https) {
        this.database = database;
        this.auth = auth;
        this.https = https;
    }

    /**
     * In the first event of a start, and before any other observer uses them. A command checks for itself what it needs.
     */
    void check(@Observes @Priority(1) Filters first) {
        if (!ConfigUtils.isProfileActive(Commands.PROFILE)) {
            requireDatabase();
            requireTokens();
            requireWholeHttps();
        }
    }

    /** Where the database is. */
    void requireDatabase() {
        String url = database.url().orElseThrow(() -> new ConfigurationException(
                "Set WEDSYNC_DATABASE_URL (wedsync.database.url) to the database of this service, for example "
                        + "postgresql://db.example.com:5432/wedsync."));
        if (!URL.matcher(url).matches()) {
            throw new ConfigurationException(
                    "WEDSYNC_DATABASE_URL (wedsync.database.url) has to look like postgresql://db.example.com:5432/wedsync.");
        }
        if (CREDENTIALS.matcher(url).matches()) {
            throw new ConfigurationException("WEDSYNC_DATABASE_URL (wedsync.database.url) must name no user and no password, "
                    + "because the service has three log-ins: set WEDSYNC_DATABASE_OWNER_PASSWORD, "
                    + "WEDSYNC_DATABASE_APP_PASSWORD and WEDSYNC_DATABASE_OPS_PASSWORD (wedsync.database.owner.password, "
                    + "wedsync.database.app.password, wedsync.database.ops.password) instead.");
        }
        if (database.requireTls() && !Tls.isVerified(url)) {
            throw new ConfigurationException("WEDSYNC_DATABASE_URL (wedsync.database.url) has to end in "
                    + "?sslmode=verify-full&sslrootcert=<file>, so that the server is verified; for a database on the same "
                    + "machine set WEDSYNC_DATABASE_REQUIRE_TLS=false instead.");
        }
    }

    /** How tokens are verified. */
    private void requireTokens() {
        if (auth.jwtSecret().isEmpty() && auth.jwksUrl().isEmpty()) {
            throw new ConfigurationException("Set WEDSYNC_AUTH_JWT_SECRET (wedsync.auth.jwt-secret) or WEDSYNC_AUTH_JWKS_URL "
                    + "(wedsync.auth.jwks-url): without one of them no token can be verified.");
        }
        if (auth.jwtSecret().isPresent() && auth.jwksUrl().isPresent()) {
            throw new ConfigurationException("Set only one of WEDSYNC_AUTH_JWT_SECRET (wedsync.auth.jwt-secret) and "
                    + "WEDSYNC_AUTH_JWKS_URL (wedsync.auth.jwks-url): tokens are verified one way.");
        }
        if (auth.jwksUrl().filter(url -> !KeyServer.isTrusted(url)).isPresent()) {
            throw new ConfigurationException("WEDSYNC_AUTH_JWKS_URL (wedsync.auth.jwks-url) has to begin with https://: over "
                    + "http anybody on the way can put keys in place. Only a server on this machine may be named by http, as "
                    + "localhost, 127.0.0.1 or [::1].");
        }
        if (auth.jwtSecret().filter(RequiredSettings::isShort).isPresent()) {
            throw new ConfigurationException("WEDSYNC_AUTH_JWT_SECRET (wedsync.auth.jwt-secret) is too short: it needs "
                    + AuthConfig.MINIMUM_SECRET_BYTES + " bytes or more.");
        }
    }

    /** Half of it would leave the API readable without a word. */
    private void requireWholeHttps() {
        if (https.certificate().isPresent() != https.key().isPresent()) {
            throw new ConfigurationException("Set both WEDSYNC_HTTPS_CERTIFICATE (wedsync.https.certificate) and "
                    + "WEDSYNC_HTTPS_KEY (wedsync.https.key), or neither.");
        }
    }

    private static boolean isShort(String secret) {
        return secret.getBytes(StandardCharsets.UTF_8).length < AuthConfig.MINIMUM_SECRET_BYTES;
    }
}
