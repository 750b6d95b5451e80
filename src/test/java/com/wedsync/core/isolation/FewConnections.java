package com.wedsync.core.isolation;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** So few connections that every one of them serves many callers, and time limits that a test can wait for. */
public final class FewConnections implements QuarkusTestProfile {

    static final int POOLED = 3;
    static final int SHARED = 2;

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.ofEntries(
                Map.entry("wedsync.database.app-pool.max-size", Integer.toString(POOLED)),
                Map.entry("wedsync.database.app-pool.statement-timeout", "2s"),
                Map.entry("wedsync.database.app-pool.acquire-timeout", "20s"),
                Map.entry("wedsync.database.app-pool.lock-timeout", "1s"),
                Map.entry("wedsync.database.reads.connections", Integer.toString(SHARED)),
                Map.entry("wedsync.database.writes.connections", Integer.toString(SHARED)),
                Map.entry("wedsync.database.reads.in-flight", "2"),
                Map.entry("wedsync.database.writes.in-flight", "2"),
                Map.entry("wedsync.database.reads.statement-timeout", "2s"),
                Map.entry("wedsync.database.writes.statement-timeout", "2s"),
                Map.entry("wedsync.database.reads.acquire-timeout", "20s"),
                Map.entry("wedsync.database.writes.acquire-timeout", "20s"),
                // more in flight than connections, whatever latency makes of the limit
                Map.entry("wedsync.admission.min-limit", "32"),
                Map.entry("wedsync.admission.request-timeout", "20s"),
                Map.entry("wedsync.rate-limit.enabled", "false"));
    }
}
