package com.wedsync.core.command;

import java.time.Duration;
import java.util.Optional;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The API over https, by the service itself. */
@ConfigMapping(prefix = HttpsConfig.PREFIX)
interface HttpsConfig {

    String PREFIX = "wedsync.https";

    /** File with the certificate and those between it and its authority, as PEM. With it, the API is served by https only. */
    Optional<String> certificate();

    /** File with the certificate's key, as PEM. */
    Optional<String> key();

    /** Where the API is served by https. */
    @WithDefault("8443")
    @Min(0)
    @Max(65_535)
    int port();

    /** How often the files are read again, so that a renewed certificate needs no restart. */
    @WithDefault("1m")
    Duration reloadEvery();
}
