package com.wedsync.core.trial;

import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonIgnore;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** Statements that name the index's table, or the parent's, before and after. */
@RegisterForReflection
@Schema(description = "Statements that name the index's table, or the parent's, before and after.")
public record Comparison(
        @Schema(description = "what the statements that ran after took, over what they would have taken as before; negative is quicker. null if too few ran before and after", examples = "-71.5") @Nullable Double changePercent,
        @Schema(description = "how often the index was used since it was built", examples = "412") long indexScans,
        @Schema(description = "those that cost most first, at most twenty") List<StatementChange> statements) {

    /** Less is within the ups and downs of a day. */
    private static final double WORSE_PERCENT = 10;
    private static final int TOLD = 20;

    static Comparison of(List<StatementChange> all, long indexScans) {
        List<StatementChange> compared = all.stream().filter(StatementChange::isEnough).toList();
        double asBefore = compared.stream().mapToDouble(change -> change.meanMsBefore() * change.callsAfter()).sum();
        double after = compared.stream().mapToDouble(change -> change.meanMsAfter() * change.callsAfter()).sum();
        return new Comparison(asBefore == 0 ? null : 100 * (after - asBefore) / asBefore, indexScans,
                compared.stream().limit(TOLD).toList());
    }

    /** Worse for the statements together is a reason to undo; that is not known to be better is none. */
    @JsonIgnore
    boolean isWorse() {
        return changePercent != null && changePercent > WORSE_PERCENT;
    }
}
