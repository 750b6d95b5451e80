package com.wedsync.core.error;

import java.io.CharConversionException;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;

/** Translates every failure into a problem detail, once; 5xx are logged here, those of an outage not each, 4xx are not. */
class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    private final RefusalLog refusals;

    ProblemMappers(RefusalLog refusals) {
        this.refusals = refusals;
    }

    @ServerExceptionMapper
    Response failure(Failure failure) {
        if (failure instanceof Unavailable && failure.getCause() != null) {
            refusals.refused(failure.problem().type(), failure.getCause());
        }
        return failure.problem().response();
    }

    @ServerExceptionMapper
    Response database(PgException refusal) {
        Problem problem = SqlStates.problem(refusal);
        if (problem.status() == 500) {
            LOG.error("Statement refused", refusal);
        } else if (problem.status() > 500) {
            refusals.refused(problem.type(), "SQLSTATE " + refusal.getSqlState());
        }
        return problem.response();
    }

    @ServerExceptionMapper
    Response connection(VertxException lost) {
        return failure(Unavailable.noConnection(lost));
    }

    @ServerExceptionMapper
    Response connection(IOException lost) {
        return failure(Unavailable.noConnection(lost));
    }

    /** Bytes of a body that no encoding of JSON has; not a lost connection. */
    @ServerExceptionMapper
    Response characters(CharConversionException unreadable) {
        return Problem.of(ProblemType.MALFORMED_REQUEST, "The body is not valid JSON in UTF-8.").response();
    }

    @ServerExceptionMapper
    Response json(JacksonException unreadable) {
        return malformed(unreadable).response();
    }

    /** Quarkus has a mapper of its own for this one, which tells the internals of the record. */
    @ServerExceptionMapper
    Response json(MismatchedInputException mismatch) {
        return malformed(mismatch).response();
    }

    @ServerExceptionMapper
    Response violations(ConstraintViolationException invalid) {
        List<Violation> violations = invalid.getConstraintViolations().stream()
                .map(ProblemMappers::violation)
                .sorted(Comparator.comparing(Violation::field))
                .toList();
        return Problem.of(ProblemType.INVALID_REQUEST, violations.size() == 1
                ? "One value breaks a rule."
                : violations.size() + " values break a rule.", Map.of("violations", violations)).response();
    }

    @ServerExceptionMapper({ UnauthorizedException.class, AuthenticationFailedException.class })
    Response unauthenticated(SecurityException refused) {
        return Problem.of(ProblemType.UNAUTHENTICATED,
                "Send a valid, unexpired JWT or API key as 'Authorization: Bearer …'.").response();
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException refused) {
        return Problem.of(ProblemType.NOT_ALLOWED, "The token's role may not do this.").response();
    }

    @ServerExceptionMapper
    Response http(WebApplicationException refused) {
        if (refused.getCause() instanceof JacksonException unreadable) {
            return json(unreadable);
        }
        int status = refused.getResponse().getStatus();
        return switch (status) {
            case 400 -> Problem.of(ProblemType.MALFORMED_REQUEST, "The request cannot be read.").response();
            case 401 -> unauthenticated(new SecurityException(refused));
            case 403 -> Problem.of(ProblemType.NOT_ALLOWED, "The caller may not do this.").response();
            case 404 -> Problem.of(ProblemType.NOT_FOUND, "There is nothing at this address.").response();
            case 405 -> Problem.of(ProblemType.METHOD_NOT_ALLOWED, "The resource does not offer this method.").response();
            case 413 -> Problem.of(ProblemType.TOO_LARGE, "The request body is too large.").response();
            default -> status < 500 ? refused.getResponse() : unexpected(refused);
        };
    }

    @ServerExceptionMapper
    Response unexpected(Throwable fault) {
        LOG.error("Request failed", fault);
        return Problem.of(fault).response();
    }

    private static Problem malformed(JacksonException unreadable) {
        return switch (unreadable) {
            case UnrecognizedPropertyException unknown -> Problem.of(ProblemType.MALFORMED_REQUEST,
                    "Unknown field '" + printable(unknown.getPropertyName()) + "'.",
                    Map.of("allowed", unknown.getKnownPropertyIds() == null ? List.of()
                            : unknown.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList()));
            case JsonMappingException mismatch -> Problem.of(ProblemType.MALFORMED_REQUEST, mismatch.getPath().isEmpty()
                    ? "The body is not a JSON object of the expected shape."
                    : "Field '" + printable(mismatch.getPath().getLast().getFieldName()) + "' has the wrong type.");
            case JsonParseException broken -> Problem.of(ProblemType.MALFORMED_REQUEST, "The body is not valid JSON in UTF-8.");
            default -> Problem.of(ProblemType.MALFORMED_REQUEST, "The body cannot be read as JSON.");
        };
    }

    private static Violation violation(ConstraintViolation<?> violation) {
        String field = "";
        for (Path.Node node : violation.getPropertyPath()) {
            field = String.valueOf(node.getName());
        }
        return new Violation(snakeCase(field), violation.getMessage());
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    private static String printable(@Nullable String name) {
        String text = String.valueOf(name).replaceAll("\\p{Cntrl}", "?");
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
