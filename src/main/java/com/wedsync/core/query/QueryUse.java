package com.wedsync.core.query;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.wedsync.core.metric.StatementCost;
import com.wedsync.core.metric.StatementKey;

/** One kind of statement of one user, and what it cost in the window. */
@Schema(description = "One kind of statement of one user, and what it cost in the window.")
public record QueryUse(
        @Schema(description = "as pg_stat_statements knows it; as text, since it exceeds what JavaScript counts exactly", examples = "-4401318402937416823") String queryId,
        @Schema(description = "null if the role was dropped", examples = "wedsync_authenticated") @Nullable String user,
        @Schema(description = "values replaced by placeholders; of a utility command the first two words. null if the server has thrown it out before it was read", examples = "SELECT * FROM wedding.read_guests($1, $2, $3)") @Nullable String text,
        @Schema(examples = "41250") long calls,
        @Schema(examples = "11.5") double callsPerSecond,
        @Schema(description = "execution time in all", examples = "33825.1") double totalMs,
        @Schema(examples = "0.82") double meanMs,
        @Schema(description = "share of the execution time of all statements", examples = "38.2") double timePercent,
        @Schema(description = "rows returned or changed by a call", examples = "19.7") double rowsPerCall,
        @Schema(description = "block reads served by shared buffers; null if it read none", examples = "99.9") @Nullable Double cacheHitPercent,
        @Schema(description = "blocks written to temporary files", examples = "0") long tempBlocks,
        @Schema(description = "WAL written", examples = "0") double walBytes,
        @Schema(description = "median of its hours of the seven days before; null if it did not run often enough", examples = "0.31") @Nullable Double baselineMeanMs,
        @Schema(description = "mean over baseline; above 1 is slower", examples = "2.65") @Nullable Double change) {

    static QueryUse of(StatementKey key, StatementCost cost, Use use, @Nullable String user, @Nullable String text,
            @Nullable Baseline baseline) {
        double mean = cost.milliseconds() / cost.calls();
        long blocks = cost.blocksHit() + cost.blocksRead();
        Double usual = baseline == null || !baseline.isEnough() ? null : baseline.meanMilliseconds();
        return new QueryUse(Long.toString(key.queryId()), user, text, cost.calls(), cost.calls() / Math.max(1, use.seconds()),
                cost.milliseconds(), mean, 100 * cost.milliseconds() / Math.max(Double.MIN_NORMAL, use.milliseconds()),
                (double) cost.rows() / cost.calls(), blocks == 0 ? null : 100.0 * cost.blocksHit() / blocks,
                cost.tempBlocks(), cost.walBytes(), usual, usual == null || usual == 0 ? null : mean / usual);
    }

    /** Time that it took longer than usually, in all. */
    @JsonIgnore
    double lostMs() {
        return baselineMeanMs == null ? 0 : (meanMs - baselineMeanMs) * calls;
    }

    /** Slower by more than the ups and downs of an hour, and seen often enough to tell. */
    @JsonIgnore
    boolean isRegression() {
        return change != null && change >= 1.5 && calls >= 20 && lostMs() > 0;
    }

    @JsonIgnore
    boolean isUtility() {
        return text != null && !StatementText.isQuery(text);
    }
}
