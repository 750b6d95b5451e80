package com.wedsync.core.error;

import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Tells who sends or asks for a form that an operation does not know which ones it knows. */
class MediaTypeMappers {

    private final MediaTypes types;

    MediaTypeMappers(MediaTypes types) {
        this.types = types;
    }

    @ServerExceptionMapper
    Response unsupported(NotSupportedException refused, ContainerRequestContext request) {
        return Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE,
                "Send " + types.taken(request.getMethod(), request.getUriInfo().getPath()) + ".").response();
    }

    @ServerExceptionMapper
    Response notAcceptable(NotAcceptableException refused, ContainerRequestContext request) {
        return Problem.of(ProblemType.NOT_ACCEPTABLE,
                "The answer is " + types.given(request.getMethod(), request.getUriInfo().getPath()) + ".").response();
    }
}
