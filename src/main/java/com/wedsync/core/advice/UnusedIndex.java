package com.wedsync.core.advice;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.bloat.Confidence;

import io.vertx.mutiny.sqlclient.Row;

/** An index that nobody has used for long. */
record UnusedIndex(String index, String table, Instant unusedSince, @Nullable OffsetDateTime lastUsedAt, long sizeBytes,
        long writes) {

    private static final long A_YEAR = 365;
    private static final String RISK = "Waits for nobody and blocks nobody. A statement that needs it after all becomes slow: keep its definition.";
    private static final String SEASON = " Less than a year was observed: what runs once a season has not been seen.";

    static UnusedIndex from(Row row) {
        return new UnusedIndex(row.getString("index_name"), row.getString("table_name"),
                row.getOffsetDateTime("unused_since").toInstant(), row.getOffsetDateTime("last_used_at"),
                row.getLong("size_bytes"), row.getLong("writes"));
    }

    /** @param standbys on which it may be used, which this server cannot tell */
    Advice advice(boolean standbys, Instant now) {
        long days = Duration.between(unusedSince, now).toDays();
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("unused_since", unusedSince.toString());
        evidence.put("ever_seen_used", lastUsedAt != null);
        evidence.put("size_bytes", sizeBytes);
        evidence.put("writes_since_statistics_began", writes);
        evidence.put("standbys", standbys);
        return Advice.of(AdviceKind.UNUSED_INDEX, index, table,
                "Nobody has used " + index + " for " + days + " days" + (standbys ? " on this server." : "."), evidence, days,
                standbys ? Confidence.LOW : days >= A_YEAR ? Confidence.HIGH : Confidence.MEDIUM,
                "DROP INDEX CONCURRENTLY " + index, days < A_YEAR ? RISK + SEASON : RISK);
    }
}
