package com.wedsync.core.alert;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An alert as operators see it. */
@Schema(name = "Alert", description = "An alert that is not simply inactive.")
record AlertView(
        @Schema(examples = "LockWait") String name,
        Severity severity,
        @Schema(description = "pending: crossed, not for long enough yet; resolved: over, kept while it may come back") AlertState state,
        @Schema(description = "the series it is about") Map<String, String> labels,
        @Schema(examples = "A session waits for a lock.") String summary,
        @Schema(description = "what was measured and which line it crossed") String evidence,
        @Schema(description = "newest known value", examples = "42") @Nullable Double value,
        @Schema(description = "why there is no value now; null if there is one. The state stays as it was.") @Nullable String unknown,
        @Schema(examples = "2026-06-01T12:00:00Z") @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        @Schema(description = "it fires again and again, and is kept firing longer") boolean flapping,
        @Schema(description = "a mute window covers it: nobody is told") boolean muted,
        @Schema(description = "its critical alert fires: nobody is told of the warning") boolean inhibited,
        @Schema(description = "when receivers were last told; null if never") @Nullable Instant toldAt,
        @Schema(description = "what can be done at once without making anything worse") String firstAction,
        @Schema(examples = "docs/operations.md#lockwait") String runbook) {

    static AlertView of(Alert alert, Watch watch, List<Alert> all, Instant now) {
        Rule rule = watch.book().rule(alert.key()).orElseThrow();
        return new AlertView(alert.key().rule(), alert.key().severity(), alert.state(), alert.key().labels(), rule.summary(),
                Messages.evidence(alert, rule), alert.value(), alert.unknown(), alert.startsAt(),
                alert.state() == AlertState.RESOLVED ? alert.endsAt() : null,
                alert.isFlapping(), watch.mutes().stream().anyMatch(mute -> mute.covers(alert.key(), now)),
                Courier.isInhibited(alert, all), alert.toldAt(), rule.firstAction(), watch.messages().runbook(rule));
    }
}
