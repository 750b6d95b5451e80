package com.wedsync.core.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.wedsync.core.access.Caller;
import com.wedsync.core.access.Tenancy;
import com.wedsync.core.database.Session;
import com.wedsync.core.error.BadRequest;
import com.wedsync.core.error.ProblemType;
import com.wedsync.core.error.Unprocessable;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

/**
 * Runs writes of the data plane: as a caller, in one transaction, and at most once for an {@code Idempotency-Key}.
 *
 * <p>
 * The answer to a keyed write is kept in its transaction. A second try with the key gets the same bytes; it waits for a
 * first try that is still running, for as long as the database's lock timeout lets it (then 409). Only what was committed is
 * kept: a write that failed changed nothing, and its second try is tried.
 */
@ApplicationScoped
public class Writes {

    /** A header: the write had happened before and this is the answer it was given then. */
    public static final String REPLAYED = "Idempotency-Replayed";

    private static final int MAX_KEY = 255;

    private final Tenancy tenancy;
    private final IdempotencyRepository answers;
    private final ObjectMapper json;
    private final RoutingContext http;
    private final Commits commits;

    Writes(Tenancy tenancy, IdempotencyRepository answers, ObjectMapper json, RoutingContext http, Commits commits) {
        this.tenancy = tenancy;
        this.answers = answers;
        this.json = json;
        this.http = http;
        this.commits = commits;
    }

    /** Changes data of one couple or supplier, whose writers come one after the other; see {@link Tenancy#write}. */
    public Uni<Response> run(Caller caller, UUID tenant, @Nullable Object body, Function<Session, Uni<Outcome>> work) {
        return run(caller, body, session -> session.behind(tenancy.hold(session, tenant), () -> work.apply(session)))
                .invoke(() -> commits.of(tenant));
    }

    /**
     * Changes what belongs to no tenant yet.
     *
     * @param body what the client sent, after parsing
     */
    public Uni<Response> run(Caller caller, @Nullable Object body, Function<Session, Uni<Outcome>> work) {
        String key = http.request().getHeader("Idempotency-Key");
        if (key == null) {
            return tenancy.write(caller, session -> work.apply(session).map(this::answer))
                    .map(answer -> answer.response(false));
        }
        if (key.isBlank() || key.length() > MAX_KEY) {
            throw new BadRequest(ProblemType.INVALID_REQUEST, "An Idempotency-Key has 1 to 255 characters.");
        }
        Buffer fingerprint = fingerprint(body);
        return tenancy.write(caller, session -> answers.claim(session, key).chain(kept -> kept
                .map(earlier -> Uni.createFrom().item(() -> replay(earlier, fingerprint)))
                .orElseGet(() -> work.apply(session).map(this::answer)
                        .call(answer -> answers.keep(session, key, fingerprint, answer))
                        .map(answer -> answer.response(false)))));
    }

    private static Response replay(IdempotencyRepository.Kept kept, Buffer fingerprint) {
        if (!kept.fingerprint().equals(fingerprint)) {
            throw new Unprocessable(ProblemType.IDEMPOTENCY_KEY_REUSED,
                    "This Idempotency-Key was used for another request; take a new one.");
        }
        return kept.answer().response(true);
    }

    private Answer answer(Outcome outcome) {
        return new Answer(outcome.status(), outcome.version() == null ? null : "\"" + outcome.version() + '"',
                outcome.location() == null ? null : outcome.location().toString(),
                outcome.body() == null ? null : Buffer.buffer(bytes(outcome.body())));
    }

    /** Method, address, condition and body, independent of white space and the like. */
    private Buffer fingerprint(@Nullable Object body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String head = http.request().method() + " " + http.request().uri() + "\n" + http.request().getHeader("If-Match")
                    + "\n";
            digest.update(head.getBytes(StandardCharsets.UTF_8));
            return Buffer.buffer(digest.digest(bytes(body)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private byte[] bytes(@Nullable Object value) {
        try {
            return json.writeValueAsBytes(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
