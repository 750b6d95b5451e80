package com.wedsync.core.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
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

    private static final String KEY = "Idempotency-Key";
    private static final int MAX_KEY = 255;

    private final Tenancy tenancy;
    private final IdempotencyRepository answers;
    private final ObjectMapper json;
    private final RoutingContext http;
    private final Commits commits;
    private final WriteConfig config;

    Writes(Tenancy tenancy, IdempotencyRepository answers, ObjectMapper json, RoutingContext http, Commits commits,
            WriteConfig config) {
        this.tenancy = tenancy;
        this.answers = answers;
        this.json = json;
        this.http = http;
        this.commits = commits;
        this.config = config;
    }

    /** Changes data of one couple or supplier, whose writers come one after the other; see {@link Tenancy#write}. */
    public Uni<Response> run(Caller caller, UUID tenant, @Nullable Object body, Function<Session, Uni<Outcome>> work) {
        return run(caller, tenant, key(body), work);
    }

    /**
     * The same, by one statement if that can do it.
     *
     * @param attempt changes the data for good, keeps its answer for the key if there is one, and gives the answer as JSON; or
     *        does nothing and gives nothing
     */
    public Uni<Response> run(Caller caller, UUID tenant, @Nullable Object body,
            Function<@Nullable IdempotencyKey, Uni<Optional<String>>> attempt, Function<Session, Uni<Outcome>> work) {
        IdempotencyKey key = key(body);
        return attempt.apply(key).chain(answer -> answer.isPresent() ? Uni.createFrom().item(done(tenant, answer.get()))
                : run(caller, tenant, key, work));
    }

    /**
     * Changes what belongs to no tenant yet.
     *
     * @param body what the client sent, after parsing
     */
    public Uni<Response> run(Caller caller, @Nullable Object body, Function<Session, Uni<Outcome>> work) {
        return run(caller, key(body), work);
    }

    private Response done(UUID tenant, String answer) {
        commits.of(tenant);
        return Answer.done(answer).response(false);
    }

    private Uni<Response> run(Caller caller, UUID tenant, @Nullable IdempotencyKey key,
            Function<Session, Uni<Outcome>> work) {
        return run(caller, key, session -> session.behind(tenancy.hold(session, tenant), () -> work.apply(session)))
                .invoke(() -> commits.of(tenant));
    }

    private Uni<Response> run(Caller caller, @Nullable IdempotencyKey key, Function<Session, Uni<Outcome>> work) {
        if (key == null) {
            return tenancy.write(caller, session -> work.apply(session).map(this::answer))
                    .map(answer -> answer.response(false));
        }
        return tenancy.write(caller, session -> answers.claim(session, key).chain(kept -> kept
                .map(earlier -> Uni.createFrom().item(() -> replay(earlier, key)))
                .orElseGet(() -> work.apply(session).map(this::answer)
                        .call(answer -> answers.keep(session, key, answer))
                        .map(answer -> answer.response(false)))));
    }

    private static Response replay(IdempotencyRepository.Kept kept, IdempotencyKey key) {
        if (!kept.fingerprint().equals(key.fingerprint())) {
            throw new Unprocessable(ProblemType.IDEMPOTENCY_KEY_REUSED,
                    "This Idempotency-Key was used for another request; take a new one.");
        }
        return kept.answer().response(true);
    }

    /** Of the current request; {@code null} if it has none. */
    private @Nullable IdempotencyKey key(@Nullable Object body) {
        String key = http.request().getHeader(KEY);
        if (key == null) {
            return null;
        }
        if (key.isBlank() || key.length() > MAX_KEY) {
            throw new BadRequest(ProblemType.INVALID_REQUEST, "An Idempotency-Key has 1 to 255 characters.");
        }
        return new IdempotencyKey(key, fingerprint(body), config.keep());
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
