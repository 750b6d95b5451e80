package com.wedsync.core.http;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
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

    private volatile boolean leaving;

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
                request.connection().shutdown(); // after the streams that are open
            } else {
                context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            }
        }
        context.next();
    }
}
