package com.wedsync.core.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/**
 * Before a shutdown, each answer asks its client to open a new connection for the next request, which then goes to another
 * replica: a balancer sends no new connections here by then, but knows nothing of those that are kept alive.
 */
@Singleton
class ConnectionDrain {

    /** Before whatever may answer. */
    private static final int PRIORITY = 2000;
    private static final int NO_ERROR = 0;
    /** After the announcement, requests that were on their way have arrived: RFC 9113, section 6.8. */
    private static final Duration ON_THEIR_WAY = Duration.ofMillis(500);

    private final Vertx vertx;
    private final Set<HttpConnection> told = ConcurrentHashMap.newKeySet();
    private volatile boolean leaving;

    ConnectionDrain(Vertx vertx) {
        this.vertx = vertx;
    }

    void register(@Observes Filters filters) {
        filters.register(this::sayGoodbye, PRIORITY);
    }

    void leave(@Observes ShutdownDelayInitiatedEvent event) {
        leaving = true;
    }

    private void sayGoodbye(RoutingContext context) {
        if (leaving) {
            HttpServerRequest request = context.request();
            if (request.version() == HttpVersion.HTTP_2) {
                announce(request.connection());
            } else {
                context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            }
        }
        context.next();
    }

    /** Nothing new any more; what was sent before that is known is still answered. */
    private void announce(HttpConnection connection) {
        if (told.add(connection)) {
            connection.goAway(NO_ERROR, Integer.MAX_VALUE);
            vertx.setTimer(ON_THEIR_WAY.toMillis(), arrived -> connection.shutdown());
        }
    }
}
