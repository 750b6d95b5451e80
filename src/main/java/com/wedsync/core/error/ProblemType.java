package com.wedsync.core.error;

import java.net.URI;
import java.util.Locale;

/** Every kind of problem the API tells of; docs/errors.md has a card for each. The names are part of the contract. */
public enum ProblemType {

    MALFORMED_REQUEST(400, "The request is malformed"),
    INVALID_REQUEST(400, "The request breaks a rule"),
    UNAUTHENTICATED(401, "A valid token is needed"),
    NOT_ALLOWED(403, "The caller may not do this"),
    NOT_PERMITTED_BY_DATABASE(403, "The service's database role may not do this"),
    NOT_FOUND(404, "There is no such thing"),
    TABLE_NOT_FOUND(404, "There is no such table"),
    METHOD_NOT_ALLOWED(405, "The resource has no such method"),
    NOT_ACCEPTABLE(406, "The answer cannot be given in that form"),
    CONFLICT(409, "The change conflicts with another"),
    CORE_FIELD_CONFLICT(409, "Somebody else has said otherwise meanwhile"),
    WRITE_UNDER_WAY(409, "Another write is still under way"),
    TABLE_LOCKED(409, "The table is locked by another session"),
    TABLE_BUSY(409, "Maintenance of the table is already running"),
    ROUND_UNDER_WAY(409, "A round of maintenance is under way already"),
    MIGRATION_RUNNING(409, "A migration is already running"),
    CHANGES_FORGOTTEN(410, "What was changed since is not known any more"),
    PRECONDITION_FAILED(412, "It was changed meanwhile"),
    TOO_LARGE(413, "The request body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The request body has an unknown form"),
    UNPROCESSABLE(422, "The values cannot be used"),
    IDEMPOTENCY_KEY_REUSED(422, "The idempotency key belongs to another request"),
    INVALID_TABLE_NAME(422, "That is not a table name"),
    NOT_A_TABLE(422, "That is not a table"),
    PRECONDITION_REQUIRED(428, "The version that was seen is needed"),
    TOO_MANY_REQUESTS(429, "The caller makes too many requests"),
    TOO_MANY_STREAMS(429, "The caller has too many streams open"),
    INTERNAL(500, "The service failed"),
    OVERLOADED(503, "More requests arrive than can be served"),
    NO_STREAM(503, "No more streams can be opened here"),
    NO_CONNECTION(503, "No database connection"),
    NO_ANSWER(503, "The database does not answer"),
    NO_KEYS(503, "The key server does not answer"),
    SECRET_KEY_MISSING(503, "A key for secrets is missing"),
    SCHEMA_PENDING(503, "The schema is not up to date yet"),
    INTERRUPTED(503, "The work was interrupted"),
    DATABASE_UNAVAILABLE(503, "The database is not available"),
    STATEMENT_TIMEOUT(504, "The database took too long");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** A short sentence for people, the same for every problem of this type. */
    public String title() {
        return title;
    }

    /** The stable identifier, relative to the service. */
    public URI uri() {
        return URI.create("/problems/" + slug());
    }

    /** The type's name in URLs and documentation. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
