package com.wedsync.core.transaction;

import io.vertx.mutiny.sqlclient.Row;

/**
 * Ages of ids, in ids: how many were used up since the oldest that some row still carries.
 *
 * @param next the next id; of multixacts modulo 2^32
 * @param freezeMaxAge from where autovacuum freezes whatever the load
 * @param failsafeAge from where VACUUM drops everything but freezing
 */
public record Ages(long age, long next, long freezeMaxAge, long failsafeAge) {

    static Ages ofTransactions(Row row) {
        return from(row, "transaction_id");
    }

    static Ages ofMultixacts(Row row) {
        return from(row, "multixact_id");
    }

    private static Ages from(Row row, String kind) {
        return new Ages(row.getLong(kind + "_age"), row.getLong("next_" + kind), row.getLong(kind + "_freeze_max_age"),
                row.getLong(kind + "_failsafe_age"));
    }
}
