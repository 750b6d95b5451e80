package com.wedsync.core.maintenance;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What the conductor wants done to one table.
 *
 * @param relation the table's oid
 * @param table its name, qualified and quoted
 * @param index oid of the one index that is meant
 * @param indexName its name, qualified and quoted
 * @param roundId the round it belongs to
 * @param reason what the table needs
 * @param score how much
 */
public record Task(Action action, long relation, String table, @Nullable Long index, @Nullable String indexName, UUID roundId,
        String reason, double score) {
}
