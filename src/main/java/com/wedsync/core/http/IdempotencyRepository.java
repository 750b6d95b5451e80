package com.wedsync.core.http;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import com.wedsync.core.database.App;
import com.wedsync.core.database.Database;
import com.wedsync.core.database.Session;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;

/** Answers that are kept for their keys; each call in the transaction of the write. */
@ApplicationScoped
class IdempotencyRepository {

    private static final int FORGOTTEN_AT_ONCE = 1000;

    private final Database database;
    private final WriteConfig config;

    IdempotencyRepository(@App Database database, WriteConfig config) {
        this.database = database;
        this.config = config;
    }

    private static final String CLAIM = """
            SELECT fingerprint, status, etag, location, body
            FROM access.claim_key($1, make_interval(secs => $2))""";

    Uni<Optional<Kept>> claim(Session session, IdempotencyKey key) {
        return session.query(CLAIM, key.text(), (double) key.keep().toSeconds()).map(rows -> rows.size() == 0 ? Optional.empty()
                : Optional.of(Kept.from(rows.iterator().next())));
    }

    Uni<Void> keep(Session session, IdempotencyKey key, Answer answer) {
        return session.query("SELECT access.keep_answer($1, $2, $3, $4, $5, $6)", key.text(), key.fingerprint(),
                (short) answer.status(), answer.etag(), answer.location(), answer.body()).replaceWithVoid();
    }

    /** Deletes some of the expired answers; the number tells whether there may be more. */
    Uni<Boolean> forgetSome() {
        return database.query("SELECT access.forget_answers(make_interval(secs => $1), $2) AS forgotten",
                (double) config.keep().toSeconds(), FORGOTTEN_AT_ONCE)
                .map(rows -> rows.iterator().next().getLong("forgotten") == FORGOTTEN_AT_ONCE);
    }

    /** What was answered, and to which question. */
    record Kept(Buffer fingerprint, Answer answer) {

        static Kept from(Row row) {
            return new Kept((Buffer) row.getValue("fingerprint"), new Answer(row.getShort("status"), row.getString("etag"),
                    row.getString("location"), (Buffer) row.getValue("body")));
        }
    }
}
