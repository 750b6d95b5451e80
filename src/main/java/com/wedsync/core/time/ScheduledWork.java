package com.wedsync.core.time;

import java.time.Duration;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduler;
import io.vertx.core.Vertx;

/**
 * Lets what is scheduled begin after a start that went well ({@code quarkus.scheduler.start-mode} is {@code halted}): a start
 * that is refused has begun nothing, so nothing is under way when its beans are taken down.
 */
@Singleton
class ScheduledWork {

    /** The first moments belong to what readiness waits for. */
    private static final Duration AFTER = Duration.ofSeconds(1);

    /** After the last observer that may refuse a start. */
    void begin(@Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) StartupEvent event, Scheduler scheduler, Vertx vertx) {
        if (scheduler.isStarted()) { // a command has none
            vertx.setTimer(AFTER.toMillis(), passed -> scheduler.resume());
        }
    }
}
