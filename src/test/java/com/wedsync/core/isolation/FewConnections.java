package com.wedsync.core.isolation;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** So few connections that every one of them serves many callers, and time limits that a test can wait for. */
public final class FewConnections implements QuarkusTestProfile {

    static final int POOLED = 3;
    static final int SHARED = 2;

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "wedsync.database.app-pool.max-size", Integer.toString(POOLED),
                "wedsync.database.app-pool.statement-timeout", "2s",
                "wedsync.database.app-pool.acquire-timeout", "20s",
                "wedsync.database.app-pool.lock-timeout", "1s",
                "wedsync.database.reads.connections", Integer.toString(SHARED),
                "wedsync.database.reads.in-flight", "2",
                "wedsync.database.reads.statement-timeout", "2s",
                "wedsync.database.reads.acquire-timeout", "20s",
                // more in flight than connections, whatever latency makes of the limit
                "wedsync.admission.min-limit", "32",
                "wedsync.admission.request-timeout", "20s");
    }
}
