package com.wedsync.core.secret;

import java.util.Map;
import java.util.Set;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import com.wedsync.core.error.Unavailable;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.http.runtime.filters.Filters;

/** The configured keys. Nothing here tells more of one than its id. */
@Singleton
class SecretKeys {

    private static final int MIN_LENGTH = 32;
    private static final int MAX_ID = 63;

    private final SecretConfig config;

    SecretKeys(SecretConfig config) {
        this.config = config;
    }

    /** A start with keys that cannot be used ends at once. */
    void check(@Observes @Priority(1) Filters first) {
        Map<String, String> keys = config.keys();
        keys.forEach((id, key) -> {
            if (key.length() < MIN_LENGTH || id.length() > MAX_ID) {
                throw new ConfigurationException("wedsync.secrets.keys." + id + " needs " + MIN_LENGTH
                        + " characters or more, and an id of " + MAX_ID + " or fewer.");
            }
        });
        String current = config.current().orElse(null);
        if (current == null ? !keys.isEmpty() : !keys.containsKey(current)) {
            throw new ConfigurationException(
                    "WEDSYNC_SECRETS_CURRENT (wedsync.secrets.current) has to name one of wedsync.secrets.keys.");
        }
    }

    /** The id of the key that is encrypted with; {@link Unavailable} if none is configured. */
    String current() {
        return config.current().orElseThrow(() -> Unavailable.secretKey("No key for secrets is configured."));
    }

    /** The key with this id; {@link Unavailable} if it is not configured. */
    String key(String id) {
        String key = config.keys().get(id);
        if (key == null) {
            throw Unavailable.secretKey("The key '" + id + "' is not configured.");
        }
        return key;
    }

    Set<String> ids() {
        return config.keys().keySet();
    }
}
