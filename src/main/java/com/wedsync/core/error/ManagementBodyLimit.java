package com.wedsync.core.error;

import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;

/**
 * Bodies of the management plane are a few names: larger ones are refused before anything reads them.
 *
 * <p>
 * The server's own limit answers without a problem detail, and in the middle of reading a body of undeclared size it leaves a
 * half-handled request and an error in the log behind. Such a body is therefore collected here first.
 */
@Singleton
class ManagementBodyLimit {

    private static final long MAX_BYTES = 64 * 1024;
    /** Who goes on sending after the answer is cut off here. */
    private static final long MAX_FORGOTTEN_BYTES = 32 * MAX_BYTES;
    private static final String MANAGEMENT = "/api/database/";
    private static final int PRIORITY = 1;

    private final ObjectMapper mapper;

    ManagementBodyLimit(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    void register(@Observes Filters filters) {
        filters.register(this::limit, PRIORITY);
    }

    private void limit(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!context.normalizedPath().startsWith(MANAGEMENT) || HttpMethod.GET.equals(request.method())) {
            context.next();
            return;
        }
        String declared = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (declared == null) {
            collect(context);
        } else if (isTooLarge(declared)) {
            refuse(context);
            request.resume(); // what is still on its way is read and forgotten, so that the answer arrives
        } else {
            context.next();
        }
    }

    private void collect(RoutingContext context) {
        Buffer body = Buffer.buffer();
        AtomicLong bytes = new AtomicLong();
        context.request()
                .handler(part -> {
                    if (bytes.addAndGet(part.length()) > MAX_FORGOTTEN_BYTES) {
                        context.request().connection().close();
                    } else if (body.length() + part.length() <= MAX_BYTES) {
                        body.appendBuffer(part);
                    } else if (!context.response().ended()) {
                        refuse(context);
                    }
                })
                .endHandler(end -> {
                    if (!context.response().ended()) {
                        ((RoutingContextInternal) context).setBody(body);
                        context.next();
                    }
                })
                .resume();
    }

    private void refuse(RoutingContext context) {
        Problem problem = Problem.of(ProblemType.TOO_LARGE,
                "A body for " + MANAGEMENT + " has " + MAX_BYTES / 1024 + " kB at most.");
        context.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(json(problem));
    }

    private String json(Problem problem) {
        try {
            return mapper.writeValueAsString(problem);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static boolean isTooLarge(String declared) {
        try {
            return Long.parseLong(declared) > MAX_BYTES;
        } catch (NumberFormatException unreadable) {
            return true;
        }
    }
}
