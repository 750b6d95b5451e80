package com.wedsync.core.audit;

import java.util.Map;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.database.Session;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;

/** Writes the audit log, in the transaction of the change that it tells of: neither is ever there without the other. */
@Singleton
public final class AuditLog {

    private static final String APPEND = """
            SELECT ops.append_audit($1, $2, $3, $4)
            """;

    /**
     * Appends an entry within the transaction of {@code session}. Entries are in the order of commits, so other writers
     * wait until that transaction ends: append last, and end soon.
     *
     * @param subject what it was done to; {@code null} for the database as a whole
     * @param detail facts without secrets: numbers, texts, and maps of them
     */
    public Uni<Void> append(Session session, String actor, String action, @Nullable String subject,
            Map<String, Object> detail) {
        return session.query(APPEND, actor, action, subject, new JsonObject(detail)).replaceWithVoid();
    }
}
