package com.wedsync.core.blackbox;

import static io.restassured.RestAssured.given;

import java.net.URI;
import java.time.Duration;

/** Waits, bounded, until a service says that it is ready. */
final class Readiness {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Readiness() {
    }

    static void await(URI management) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (given().get(management + "/health/ready").statusCode() != 200) {
            if (System.nanoTime() > until) {
                throw new AssertionError("not ready: " + given().get(management + "/health").asString());
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
