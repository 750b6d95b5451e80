package com.wedsync.core.error;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/** Bodies of the management plane are a few names: larger ones are refused before they are read. */
@Singleton
class ManagementBodyLimit {

    private static final long MAX_BYTES = 64 * 1024;
    private static final String MANAGEMENT = "/api/database/";
    /** After the server's own limit for all bodies, whose bookkeeping this narrows. */
    private static final int PRIORITY = 1;
    private static final String MAX_REQUEST_SIZE = "io.quarkus.max-request-size";

    private final ObjectMapper mapper;

    ManagementBodyLimit(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    void register(@Observes Filters filters) {
        filters.register(this::limit, PRIORITY);
    }

    private void limit(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!context.normalizedPath().startsWith(MANAGEMENT)) {
            context.next();
        } else if (declaredBytes(request) > MAX_BYTES) {
            refuse(context);
        } else {
            context.put(MAX_REQUEST_SIZE, MAX_BYTES); // for a body that does not declare its size
            context.next();
        }
    }

    private void refuse(RoutingContext context) {
        Problem problem = Problem.of(ProblemType.TOO_LARGE,
                "A body for " + MANAGEMENT + " has " + MAX_BYTES / 1024 + " kB at most.");
        context.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader("Connection", "close") // the rest of the body is not read
                .end(json(problem));
    }

    private String json(Problem problem) {
        try {
            return mapper.writeValueAsString(problem);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static long declaredBytes(HttpServerRequest request) {
        try {
            String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException unreadable) {
            return Long.MAX_VALUE;
        }
    }
}
