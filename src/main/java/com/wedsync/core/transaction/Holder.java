package com.wedsync.core.transaction;

import java.time.Instant;
import java.time.OffsetDateTime;

import org.jspecify.annotations.Nullable;

import io.vertx.mutiny.sqlclient.Row;

/**
 * Who keeps dead rows from being removed.
 *
 * @param kind session, prepared_transaction, slot or standby
 * @param description a sentence that names it, without what it runs
 * @param age how many transaction ids were used up since
 * @param since when its transaction began; {@code null} where the server does not tell
 */
public record Holder(String kind, String description, long age, @Nullable Instant since) {

    static Holder from(Row row) {
        OffsetDateTime since = row.getOffsetDateTime("since");
        return new Holder(row.getString("kind"), row.getString("holder"), row.getLong("age"),
                since == null ? null : since.toInstant());
    }
}
