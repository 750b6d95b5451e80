package com.wedsync.core.access;

import java.util.function.BiConsumer;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.HttpSecurityRecorder.DefaultAuthFailureHandler;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;
import io.vertx.ext.web.RoutingContext;

/**
 * Hands a failed authentication to the exception mappers, as Quarkus REST would; but Quarkus REST also finds the template of
 * the path for the metrics in each request beforehand, by a mapper made anew, in case that authentication fails. When it
 * fails, the template is found once more anyway. This is a fifth of what one small request costs the event loop.
 */
@Singleton
class AuthenticationFailures {

    /** Behind all filters that may authenticate: from here on Quarkus REST sees to failures by itself. */
    private static final int LAST = 1;

    private static final BiConsumer<RoutingContext, Throwable> TO_MAPPERS = (context, failure) -> {
        DefaultAuthFailureHandler.markIfOtherAuthenticationFailure(context, failure);
        if (!context.failed()) {
            context.fail(DefaultAuthFailureHandler.extractRootCause(failure));
        }
    };

    /** Behind Quarkus' own filter of this priority, and before that of Quarkus REST. */
    void register(@Observes Filters filters) {
        filters.register(AuthenticationFailures::prepare, SecurityHandlerPriorities.AUTHENTICATION);
        filters.register(AuthenticationFailures::leave, LAST);
    }

    private static void prepare(RoutingContext context) {
        context.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, TO_MAPPERS);
        context.next();
    }

    private static void leave(RoutingContext context) {
        context.remove(QuarkusHttpUser.AUTH_FAILURE_HANDLER);
        context.next();
    }
}
