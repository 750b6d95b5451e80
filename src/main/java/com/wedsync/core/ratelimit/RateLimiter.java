package com.wedsync.core.ratelimit;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.wedsync.core.access.Caller;
import com.wedsync.core.access.Callers;
import com.wedsync.core.error.Failure;
import com.wedsync.core.error.Problem;
import com.wedsync.core.error.ProblemType;
import com.wedsync.core.error.Refusal;
import com.wedsync.core.ratelimit.Limits.Verdict;

import io.github.bucket4j.ConsumptionProbe;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;

/** Counts the requests of the data plane by who sent them, as soon as that is verified, and refuses what is too much. */
@Singleton
class RateLimiter {

    /** After authentication was prepared, before anything else. */
    private static final int PRIORITY = 50;
    private static final String DATA_PLANE = "/api/";
    private static final String OPERATIONS_PLANE = "/api/database";

    private final RateLimitConfig config;
    private final Limits limits;
    private final Map<String, Counter> refusals;
    private final Refusal refusal;

    RateLimiter(RateLimitConfig config, Limits limits, MeterRegistry registry, ObjectMapper json) {
        this.config = config;
        this.limits = limits;
        this.refusals = Stream.of("user", "key", "anonymous").collect(Collectors.toMap(kind -> kind, kind -> Counter
                .builder("wedsync.rate.limit.refusals").description("Requests refused because their caller made too many")
                .tag("caller", kind).register(registry)));
        this.refusal = new Refusal(json, ProblemType.TOO_MANY_REQUESTS,
                "The caller has made more requests than it may; try again after Retry-After seconds.");
    }

    void register(@Observes Filters filters) {
        if (config.enabled()) {
            filters.register(this::limit, PRIORITY);
        }
    }

    private void limit(RoutingContext context) {
        String path = context.normalizedPath();
        if (!path.startsWith(DATA_PLANE) || path.startsWith(OPERATIONS_PLANE)) {
            context.next();
            return;
        }
        Context own = Vertx.currentContext();
        context.request().pause();
        identity(context).subscribe().with(
                identity -> on(own, () -> decide(context, identity)),
                failure -> on(own, () -> decideWithoutIdentity(context, failure)));
    }

    /** Who failed to authenticate is told so by the resource; the handler would answer at once. */
    private static Uni<SecurityIdentity> identity(RoutingContext context) {
        Object handler = context.remove(QuarkusHttpUser.AUTH_FAILURE_HANDLER);
        return QuarkusHttpUser.getSecurityIdentity(context, null).onTermination().invoke(() -> {
            if (handler != null) {
                context.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, handler);
            }
        });
    }

    private void decide(RoutingContext context, @Nullable SecurityIdentity identity) {
        Integer own = identity == null ? null : identity.getAttribute(Callers.REQUESTS_PER_MINUTE);
        decide(context, limits.take(caller(identity), own, address(context)));
    }

    /** Who guesses tokens is counted by address; a database that is missing is told of by the resource. */
    private void decideWithoutIdentity(RoutingContext context, Throwable failure) {
        decide(context, failure instanceof AuthenticationFailedException
                ? limits.take(Caller.ANONYMOUS, null, address(context))
                : Optional.empty());
    }

    private void decide(RoutingContext context, Optional<Verdict> verdict) {
        HttpServerResponse response = context.response();
        context.request().resume();
        if (response.ended() || response.closed()) {
            return;
        }
        verdict.ifPresent(told -> Headers.write(response.headers(), told));
        if (verdict.isEmpty() || verdict.get().probe().isConsumed()) {
            context.next();
        } else {
            refuse(response, verdict.get());
        }
    }

    private void refuse(HttpServerResponse response, Verdict verdict) {
        ConsumptionProbe probe = verdict.probe();
        Objects.requireNonNull(refusals.get(verdict.allowance().kind())).increment();
        response.setStatusCode(ProblemType.TOO_MANY_REQUESTS.status())
                .putHeader(HttpHeaders.RETRY_AFTER, Long.toString(Headers.seconds(probe.getNanosToWaitForRefill())))
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(refusal.body());
    }

    private static Caller caller(@Nullable SecurityIdentity identity) {
        try {
            return identity == null ? Caller.ANONYMOUS : Callers.of(identity);
        } catch (Failure nobody) {
            return Caller.ANONYMOUS; // a valid token of a user without an id; the resource refuses it
        }
    }

    private static @Nullable String address(RoutingContext context) {
        SocketAddress address = context.request().remoteAddress();
        return address == null ? null : address.hostAddress();
    }

    /** A worker may have verified the token. */
    private static void on(Context own, Runnable action) {
        if (own.equals(Vertx.currentContext())) {
            action.run();
        } else {
            own.runOnContext(later -> action.run());
        }
    }
}
