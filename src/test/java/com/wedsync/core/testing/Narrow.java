package com.wedsync.core.testing;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** Everything sooner and smaller, for tests that reach a bound; each profile costs the suite a build and a start. */
public final class Narrow implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.ofEntries(
                Map.entry("wedsync.rate-limit.enabled", "false"),
                Map.entry("wedsync.stream.max", "40"),
                Map.entry("wedsync.stream.per-caller", "1000"),
                Map.entry("wedsync.stream.heartbeat", "500ms"),
                Map.entry("wedsync.stream.slow-after", "1s"),
                Map.entry("wedsync.stream.buffer", "16384"),
                Map.entry("wedsync.stream.check-keys-every", "500ms"),
                Map.entry("wedsync.live.every", "200ms"),
                Map.entry("wedsync.live.max-viewers", "3"),
                // a pass only when the test says so
                Map.entry("wedsync.sampler.every", "1h"));
    }
}
