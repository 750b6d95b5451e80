package com.wedsync.core.error;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;

/**
 * A problem detail of RFC 9457.
 *
 * @param type stable identifier, see docs/errors.md
 * @param title the same for every problem of the type
 * @param status the HTTP status
 * @param detail what happened this time, never internals
 * @param code SQLSTATE, where PostgreSQL refused
 * @param members further facts of this type, at the top level of the JSON
 */
@Schema(description = "A problem detail of RFC 9457; some types carry further members.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        @Schema(examples = "/problems/table-not-found") URI type,
        @Schema(examples = "There is no such table") String title,
        @Schema(examples = "404") int status,
        @Schema(examples = "No table is named wedding.gest.") String detail,
        @Schema(description = "SQLSTATE, where PostgreSQL refused", examples = "42P01") @Nullable String code,
        @Schema(hidden = true) @JsonAnyGetter Map<String, Object> members) {

    /** The media type of every error answer. */
    public static final String MEDIA_TYPE = "application/problem+json";
    private static final int RETRY_AFTER_SECONDS = 1;

    static Problem of(ProblemType type, String detail, Map<String, Object> members) {
        return new Problem(type.uri(), type.title(), type.status(), detail, null, members);
    }

    /** A problem without further facts. */
    public static Problem of(ProblemType type, String detail) {
        return of(type, detail, Map.of());
    }

    /** What a client is told of {@code fault}; of an unforeseen one, nothing but that it happened. */
    public static Problem of(Throwable fault) {
        return switch (fault) {
            case Failure failure -> failure.problem();
            case PgException refusal -> SqlStates.problem(refusal);
            case VertxException lost -> Unavailable.noConnection(lost).problem();
            case IOException lost -> Unavailable.noConnection(lost).problem();
            default -> of(ProblemType.INTERNAL, "The service failed; the log has the reason.");
        };
    }

    /** The same problem, with the SQLSTATE it came from. */
    public Problem withCode(String sqlState) {
        return new Problem(type, title, status, detail, sqlState, members);
    }

    /** The problem as an HTTP answer; 503, and a write that met another, say when to try again. */
    public Response response() {
        Response.ResponseBuilder answer = Response.status(status).type(MEDIA_TYPE).entity(this);
        if (status == 503 || ProblemType.WRITE_UNDER_WAY.uri().equals(type)) {
            answer.header("Retry-After", RETRY_AFTER_SECONDS);
        }
        if (status == 401) {
            answer.header("WWW-Authenticate", "Bearer");
        }
        return answer.build();
    }
}
