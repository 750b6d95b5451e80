package com.wedsync.core.dev;

import io.quarkus.test.junit.QuarkusTestProfile;

/** The service as a developer runs it, but on the database of the tests. */
public final class DevelopmentMode implements QuarkusTestProfile {

    @Override
    public String getConfigProfile() {
        return "dev";
    }
}
