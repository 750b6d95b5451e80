package com.wedsync.core.admission;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.netflix.concurrency.limits.limit.Gradient2Limit;
import com.netflix.concurrency.limits.limit.WindowedLimit;
import com.wedsync.core.access.Deadline;
import com.wedsync.core.error.Problem;
import com.wedsync.core.error.ProblemType;
import com.wedsync.core.error.Refusal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/** Stands in front of the data plane, before anything is read or verified: refusing costs next to nothing. */
@Singleton
class Admission {

    /** Before authentication and all else. */
    private static final int PRIORITY = 1000;
    private static final String DATA_PLANE = "/api/";
    private static final String OPERATIONS_PLANE = "/api/database";

    /** The limit is looked at so often, and what is usual is what was measured over so long. */
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration USUAL = Duration.ofMinutes(10);
    /** How much longer than usual requests may take before fewer are let in. */
    private static final double TOLERANCE = 1;

    private final AdmissionConfig config;
    private final Vertx vertx;
    private final Gate gate;
    private final Counter refusals;
    private final Refusal refusal;

    Admission(AdmissionConfig config, Vertx vertx, MeterRegistry registry, ObjectMapper json) {
        this.config = config;
        this.vertx = vertx;
        this.gate = new Gate(limit(config),
                new Gate.Patience(config.maxWaiting(), config.patience(), config.waitingPerLimit()), System::nanoTime);
        this.refusals = Counter.builder("wedsync.admission.refusals").description("Requests refused because of overload")
                .register(registry);
        this.refusal = new Refusal(json, ProblemType.OVERLOADED, "More requests arrive than can be served; try again.");
        gauges(registry);
    }

    void register(@Observes Filters filters) {
        filters.register(this::admit, PRIORITY);
    }

    private void admit(RoutingContext context) {
        String path = context.normalizedPath();
        if (!path.startsWith(DATA_PLANE) || path.startsWith(OPERATIONS_PLANE)) {
            context.next();
            return;
        }
        Context own = Vertx.currentContext();
        HttpServerRequest request = context.request().pause();
        Deadline.begin(config.requestTimeout());
        Gate.Visit visit = gate.visit(caller(request),
                () -> on(own, () -> pass(context)),
                () -> on(own, () -> refuse(context)));
        context.addHeadersEndHandler(head -> {
            if (MediaType.SERVER_SENT_EVENTS.equals(context.response().headers().get(HttpHeaders.CONTENT_TYPE))) {
                visit.end(false); // an open stream may stay open for days; what it costs from now on is not a request's
            }
        });
        context.addEndHandler(answered -> visit.end(answered.failed() || context.response().getStatusCode() >= 503));
        visit.arrive();
        if (visit.isWaiting()) {
            long patience = vertx.setTimer(config.requestTimeout().toMillis(), late -> visit.giveUp());
            context.addEndHandler(answered -> vertx.cancelTimer(patience));
        }
    }

    private static void pass(RoutingContext context) {
        if (!context.response().ended() && !context.response().closed()) {
            context.request().resume();
            context.next();
        }
    }

    private void refuse(RoutingContext context) {
        refusals.increment();
        context.request().resume();
        if (!context.response().ended() && !context.response().closed()) {
            context.response().setStatusCode(503)
                    .putHeader(HttpHeaders.RETRY_AFTER, "1")
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .end(refusal.body());
        }
    }

    /** Admission comes on the thread of the request that left, which may be another event loop's. */
    private static void on(Context own, Runnable action) {
        if (own.equals(Vertx.currentContext())) {
            action.run();
        } else {
            own.runOnContext(later -> action.run());
        }
    }

    /** Whose turn it takes: the credential as it is sent, not verified yet; without one, the address. */
    private static String caller(HttpServerRequest request) {
        String token = request.getHeader(HttpHeaders.AUTHORIZATION);
        String credential = token == null ? request.getHeader("X-API-Key") : token;
        return credential == null ? String.valueOf(request.remoteAddress().hostAddress()) : credential;
    }

    private static WindowedLimit limit(AdmissionConfig config) {
        return WindowedLimit.newBuilder()
                .minWindowTime(LOOK.toMillis(), TimeUnit.MILLISECONDS).maxWindowTime(LOOK.toMillis(), TimeUnit.MILLISECONDS)
                .build(Gradient2Limit.newBuilder()
                        .rttTolerance(TOLERANCE).queueSize(2)
                        .longWindow((int) (USUAL.toMillis() / LOOK.toMillis()))
                        .minLimit(config.minLimit())
                        .initialLimit(Math.max(config.minLimit(), config.initialLimit()))
                        .maxConcurrency(Math.max(config.maxLimit(), config.initialLimit()))
                        .build());
    }

    private void gauges(MeterRegistry registry) {
        Gauge.builder("wedsync.admission.limit", gate, Gate::limit)
                .description("Requests of the data plane that may be in flight").register(registry);
        Gauge.builder("wedsync.admission.in.flight", gate, Gate::inFlight)
                .description("Requests of the data plane in flight").register(registry);
        Gauge.builder("wedsync.admission.overloaded", gate, one -> one.isOverloaded() ? 1 : 0)
                .description("1 while more requests come than can be served and only few may wait").register(registry);
        Gauge.builder("wedsync.admission.waiting", gate, Gate::waiting)
                .description("Requests of the data plane that wait to be let in").register(registry);
    }
}
