package com.wedsync.core.live;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.wedsync.core.access.Credential;
import com.wedsync.core.error.Unavailable;
import com.wedsync.core.http.Outlet;
import com.wedsync.core.metric.PassEnded;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.impl.VertxInternal;
import io.vertx.ext.web.RoutingContext;

/** Who looks at this replica, and what they are sent. All state is on one event loop. */
@Singleton
class Viewers {

    private static final Duration REMEMBER_EVERY = Duration.ofSeconds(5);
    private static final Duration RETRY = Duration.ofSeconds(2);
    /** Some forty events. */
    private static final int BUFFER_BYTES = 65_536;

    private final Vertx vertx;
    private final Context loop;
    private final Live live;
    private final Traffic traffic;
    private final LiveConfig config;
    private final ObjectMapper json;
    private final Clock clock;
    private final List<Viewer> viewers = new CopyOnWriteArrayList<>();
    private final List<Long> timers = new ArrayList<>();
    private boolean draining;

    Viewers(Vertx vertx, Live live, Traffic traffic, LiveConfig config, ObjectMapper json, Clock clock) {
        this.vertx = vertx;
        this.loop = ((VertxInternal) vertx).createEventLoopContext();
        this.live = live;
        this.traffic = traffic;
        this.config = config;
        this.json = json;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        traffic.remember();
        timers.add(vertx.setPeriodic(REMEMBER_EVERY.toMillis(), due -> traffic.remember()));
        timers.add(vertx.setPeriodic(Math.max(1, config.every().toMillis()), due -> run(this::tick)));
    }

    void drain(@Observes ShutdownDelayInitiatedEvent event) {
        run(this::drain);
    }

    void drain(@Observes ShutdownEvent event) {
        run(this::drain);
    }

    @PreDestroy
    void stop() {
        timers.forEach(vertx::cancelTimer);
    }

    void passEnded(@Observes PassEnded pass) {
        run(() -> send(() -> Viewer.event("pass",
                "{\"at\":\"" + pass.at() + "\",\"succeeded\":" + pass.succeeded() + "}")));
    }

    LiveReport report() {
        return live.report(viewers.size());
    }

    /** Never answers where it sends events; fails where it refuses to. */
    Uni<Void> open(RoutingContext http, Credential credential) {
        Context own = Vertx.currentContext();
        Viewer viewer = new Viewer(new Outlet(vertx, http.request(), BUFFER_BYTES), credential);
        return Uni.createFrom().<Void> emitter(answer -> {
            http.addEndHandler(ended -> run(() -> viewers.remove(viewer)));
            run(() -> {
                if (draining || viewers.size() >= config.maxViewers()) {
                    answer.fail(Unavailable.noStream(draining ? "This replica is about to stop."
                            : "As many look at this replica already as may."));
                } else if (viewer.start(RETRY)) {
                    viewers.add(viewer);
                    viewer.send(now());
                }
            });
        }).emitOn(command -> own.runOnContext(turn -> command.run()));
    }

    private void tick() {
        Instant now = clock.instant();
        viewers.removeIf(viewer -> {
            String reason = viewer.isGone() ? null : viewer.reasonToEnd(now);
            if (reason != null) {
                viewer.end(reason);
            }
            return reason != null || viewer.isGone();
        });
        send(this::now);
    }

    private void drain() {
        draining = true;
        viewers.forEach(Viewer::leave);
        viewers.clear();
    }

    private void send(Supplier<Buffer> event) {
        if (!viewers.isEmpty()) {
            Buffer text = event.get();
            viewers.forEach(viewer -> viewer.send(text));
        }
    }

    private Buffer now() {
        try {
            return Viewer.event("now", json.writeValueAsString(report()));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void run(Runnable action) {
        loop.runOnContext(turn -> action.run());
    }
}
