package com.wedsync.core.stream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.access.Caller;
import com.wedsync.core.access.Credential;
import com.wedsync.core.access.Credentials;
import com.wedsync.core.error.Failure;
import com.wedsync.core.error.ProblemType;
import com.wedsync.core.error.TooMany;
import com.wedsync.core.error.Unavailable;
import com.wedsync.core.http.Outlet;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;

/** All open streams: how many there may be, and for how long each. */
@Singleton
class Streams {

    /** One look at all streams for heartbeats, tokens and slow clients, instead of timers of each. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    /** Clients of a replica that stops come back within this time, and not all at once. */
    private static final int SPREAD_MILLIS = 2_000;

    private final Vertx vertx;
    private final Loop loop;
    private final Credentials credentials;
    private final StreamConfig config;
    private final StreamMetrics metrics;
    private final Clock clock;
    private final Set<OpenStream> open = new LinkedHashSet<>();
    private final Map<String, Integer> perCaller = new HashMap<>();
    private boolean draining;

    Streams(Vertx vertx, Loop loop, Credentials credentials, StreamConfig config, StreamMetrics metrics, Clock clock) {
        this.vertx = vertx;
        this.loop = loop;
        this.credentials = credentials;
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        loop.every(LOOK_EVERY, this::look);
        loop.every(config.checkKeysEvery(), this::checkKeys);
    }

    /** The orchestrator has been told by the readiness probe; requests are still served. */
    void drain(@Observes ShutdownDelayInitiatedEvent event) {
        loop.run(this::drain);
    }

    void drain(@Observes ShutdownEvent event) {
        loop.run(this::drain);
    }

    private void drain() {
        draining = true;
        List.copyOf(open).forEach(stream -> end(stream, Bye.SHUTDOWN));
    }

    Outlet outlet(RoutingContext http) {
        return new Outlet(vertx, http.request(), config.buffer());
    }

    /**
     * Makes room for a stream and begins it.
     *
     * @param left is called when the stream has ended, however
     * @param begin is given what refuses the stream: with problem details, as nothing was sent yet
     */
    Uni<Void> open(RoutingContext http, OpenStream stream, Runnable left, Consumer<Consumer<Throwable>> begin) {
        Context own = Vertx.currentContext();
        return Uni.createFrom().<Void> emitter(answer -> {
            answer.onTermination(() -> loop.run(() -> gone(stream)));
            http.addEndHandler(ended -> loop.run(() -> gone(stream)));
            loop.run(() -> {
                Failure refusal = refusal(stream.caller());
                if (refusal != null) {
                    answer.fail(refusal);
                    return;
                }
                open.add(stream);
                perCaller.merge(stream.caller().identity(), 1, Integer::sum);
                metrics.open(open.size());
                stream.onEnd(left);
                begin.accept(failure -> {
                    gone(stream);
                    answer.fail(failure);
                });
            });
        }).emitOn(command -> own.runOnContext(turn -> command.run()));
    }

    private @Nullable Failure refusal(Caller caller) {
        if (draining) {
            return Unavailable.noStream("This replica is about to stop.");
        }
        if (open.size() >= config.max()) {
            return Unavailable.noStream("This replica has as many streams open as it may have.");
        }
        boolean limited = !caller.kind().equals("service");
        return limited && perCaller.getOrDefault(caller.identity(), 0) >= config.perCaller()
                ? new TooMany(ProblemType.TOO_MANY_STREAMS, "The caller has " + config.perCaller()
                        + " streams open, as many as it may have.")
                : null;
    }

    /** Sends the head; {@code false} if there is nobody to send more to. */
    boolean start(OpenStream stream, boolean resumed) {
        if (stream.isEnded() || stream.outlet().isGone()) {
            gone(stream);
            return false;
        }
        if (resumed) {
            metrics.resumed();
        }
        return stream.start(config.retry());
    }

    /** Says why, and ends it. */
    void end(OpenStream stream, Bye reason) {
        if (!stream.isEnded()) {
            metrics.dropped(reason);
            if (reason == Bye.SHUTDOWN) {
                Duration retry = Duration.ofMillis(ThreadLocalRandom.current().nextInt(100, SPREAD_MILLIS));
                stream.outlet().leave(Events.bye(reason, retry));
            } else {
                stream.outlet().end(Events.bye(reason, config.retry()));
            }
            if (reason == Bye.ACCESS_ENDED) {
                stream.loseAccess();
            }
            gone(stream);
        }
    }

    private void gone(OpenStream stream) {
        if (open.remove(stream)) {
            perCaller.computeIfPresent(stream.caller().identity(), (caller, count) -> count == 1 ? null : count - 1);
            metrics.open(open.size());
            stream.ended();
        }
    }

    private void look() {
        Instant now = clock.instant();
        for (OpenStream stream : List.copyOf(open)) {
            if (!stream.isStarted()) {
                continue;
            }
            if (stream.outlet().isGone()) {
                gone(stream);
            } else if (stream.isExpired(now)) {
                end(stream, Bye.TOKEN_EXPIRED);
            } else if (stream.hasWaitedFor(config.slowAfter())) {
                end(stream, Bye.SLOW);
            } else if (stream.outlet().silence().compareTo(config.heartbeat()) >= 0 && !stream.outlet().isFull()) {
                stream.outlet().write(Events.heartbeat());
            }
        }
    }

    /** Each key once, however many streams it has. */
    private void checkKeys() {
        Map<Caller, Credential> keys = new HashMap<>();
        open.stream().map(OpenStream::credential).filter(shown -> shown.key() != null)
                .forEach(shown -> keys.put(shown.caller(), shown));
        keys.forEach((caller, shown) -> loop.read(credentials.holds(shown), holds -> {
            if (!holds) {
                List.copyOf(open).stream().filter(stream -> stream.caller().equals(caller))
                        .forEach(stream -> end(stream, Bye.ACCESS_ENDED));
            }
        }, failure -> {
            // the database does not answer: asked again next time, and without it there is nothing to tell
        }));
    }

    /** Whether there is anybody to wake. */
    boolean isEmpty() {
        return open.isEmpty();
    }
}
