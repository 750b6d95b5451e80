package com.wedsync.core.alert;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How people are told when the database needs them. */
@ConfigMapping(prefix = "wedsync.alert")
public interface AlertConfig {

    /**
     * How often rules are held against what is known. Lowering it tells of an unreadable database sooner, of nothing else:
     * readings are as often as they are.
     */
    @WithDefault("15s")
    Duration every();

    /** After this long without a reading nothing is known any more. Lowering it cries wolf during failovers. */
    @WithDefault("3m")
    Duration patience();

    /** An alert that still fires is told again after this long. Lowering it makes people ignore it. */
    @WithDefault("4h")
    Duration repeat();

    /** How often the dead man's signal is sent. Whoever receives it should worry after three that are missing. */
    @WithDefault("5m")
    Duration deadManEvery();

    /**
     * A replica sends for this long after it was last able to say so in the database; the others wait that long when it is
     * gone.
     */
    @WithDefault("60s")
    Duration lease();

    /** A mute window is at most this long: what is muted longer is forgotten. */
    @WithDefault("7d")
    Duration longestMute();

    /** Names of rules that are switched off, with commas between them. What is switched off is neither shown nor sent. */
    Optional<String> off();

    /** Where the runbooks are: a link is this, a hash and the alert's name in lower case. */
    @WithDefault("docs/operations.md")
    String runbooks();

    /** Where alerts are sent to. */
    Webhook webhook();

    /** A receiver of Alertmanager's webhook messages, version 4. */
    interface Webhook {

        /**
         * Its address; https, or http on this machine or inside a cluster. Without one, alerts are only shown. May contain a
         * secret: it is never logged.
         */
        Optional<URI> url();

        /** Value of the header Authorization, for example {@code Bearer …}. Never logged. */
        Optional<String> authorization();

        /** How long one attempt may take. */
        @WithDefault("5s")
        Duration timeout();

        /** The wait before a second attempt; doubled for each one that follows, up to ten minutes. */
        @WithDefault("5s")
        Duration backOff();

        /** Alerts in one message; the rest is counted in it. Raising it makes messages that receivers refuse. */
        @WithDefault("50")
        @Min(1)
        @Max(1000)
        int maxAlerts();
    }
}
