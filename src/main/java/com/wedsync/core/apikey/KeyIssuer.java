package com.wedsync.core.apikey;

import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.wedsync.core.access.ApiKeyToken;
import com.wedsync.core.access.Caller;
import com.wedsync.core.access.Tenancy;
import com.wedsync.core.error.Conflict;
import com.wedsync.core.error.ProblemType;
import com.wedsync.core.http.Outcome;
import com.wedsync.core.http.Writes;
import com.wedsync.core.time.TimeOrderedIds;

import io.smallrye.mutiny.Uni;

/**
 * Makes keys and ends them. What is committed, and kept for a second try, has no token: it is put into the
 * first answer after that.
 */
@ApplicationScoped
class KeyIssuer {

    private final ApiKeyRepository keys;
    private final Tenancy tenancy;
    private final Writes writes;
    private final TimeOrderedIds ids;
    private final ObjectMapper json;
    private final SecureRandom random = new SecureRandom();

    KeyIssuer(ApiKeyRepository keys, Tenancy tenancy, Writes writes, TimeOrderedIds ids, ObjectMapper json) {
        this.keys = keys;
        this.tenancy = tenancy;
        this.writes = writes;
        this.ids = ids;
        this.json = json;
    }

    Uni<Response> issue(Caller caller, UUID supplier, ApiKeyInput input) {
        String token = ApiKeyToken.make(random);
        return writes.run(caller, supplier, input, session -> tenancy.requireAdministrator(session, supplier)
                .chain(() -> keys.insert(session, supplier, ids.next(), kept(token), input))
                .map(key -> made(supplier, key)))
                .map(answer -> reveal(answer, token));
    }

    Uni<Response> rotate(Caller caller, UUID supplier, UUID old, @Nullable Rotation rotation) {
        String token = ApiKeyToken.make(random);
        return writes.run(caller, supplier, rotation, session -> tenancy.requireAdministrator(session, supplier)
                .chain(() -> keys.isUsable(session, supplier, old))
                .invoke(KeyIssuer::refuseUnusable)
                .chain(() -> keys.succeed(session, supplier, old, ids.next(), kept(token)))
                .call(() -> keys.end(session, supplier, old, Rotation.overlapOf(rotation)))
                .map(key -> made(supplier, key)))
                .map(answer -> reveal(answer, token));
    }

    Uni<Response> revoke(Caller caller, UUID supplier, UUID key) {
        return writes.run(caller, supplier, null, session -> tenancy.requireAdministrator(session, supplier)
                .chain(() -> keys.revoke(session, supplier, key))
                .map(revoked -> Outcome.deleted()));
    }

    private static ApiKeyToken kept(String token) {
        return ApiKeyToken.of(token).orElseThrow();
    }

    private static void refuseUnusable(boolean usable) {
        if (!usable) {
            throw new Conflict(ProblemType.CONFLICT, "A key that is expired or revoked has no successor; make a new one.");
        }
    }

    private static Outcome made(UUID supplier, ApiKey key) {
        return new Outcome(201, new IssuedKey(key, null), null,
                URI.create("/api/suppliers/" + supplier + "/api-keys/" + key.id()));
    }

    private Response reveal(Response answer, String token) {
        if (answer.getHeaders().containsKey(Writes.REPLAYED)) {
            return answer;
        }
        try {
            ObjectNode body = (ObjectNode) json.readTree((byte[]) answer.getEntity());
            return Response.fromResponse(answer).entity(body.put("token", token)).header("Cache-Control", "no-store").build();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
