package com.wedsync.core.stream;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Live streams of changes, at each replica. */
@ConfigMapping(prefix = "wedsync.stream")
interface StreamConfig {

    /** A stream that is silent for so long gets a comment. Below the idle timeout of whatever stands between. */
    @WithDefault("20s")
    Duration heartbeat();

    /** How long a client is asked to wait before it connects again. */
    @WithDefault("2s")
    Duration retry();

    /** Open streams of one user or API key. */
    @WithDefault("20")
    @Min(1)
    @Max(100_000)
    int perCaller();

    /** Open streams in all. */
    @WithDefault("10000")
    @Min(0)
    @Max(1_000_000)
    int max();

    /** Bytes that may wait for one client before it is no longer sent to. */
    @WithDefault("262144")
    @Min(4_096)
    @Max(16_777_216)
    int buffer();

    /** A client that has not taken what waits for it after so long is dropped. */
    @WithDefault("10s")
    Duration slowAfter();

    /** How often API keys of open streams, and readers who are no members of their couple, are asked about. */
    @WithDefault("1m")
    Duration checkKeysEvery();

    /** How often revisions are looked at for changes that nobody told of. */
    @WithDefault("10s")
    Duration pollEvery();

    /** Changes within this time are read together. */
    @WithDefault("5ms")
    Duration gather();

    /** Whether writes wake streams; off leaves the poll. */
    @WithDefault("true")
    boolean wakeUps();

    /** How often other replicas are told of changes, at most. */
    @WithDefault("20ms")
    Duration notifyEvery();

    /** How long somebody counts as present who has lost the last stream. Above {@code retry}: who comes back was not gone. */
    @WithDefault("5s")
    Duration presenceLinger();
}
