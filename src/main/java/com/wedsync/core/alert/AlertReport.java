package com.wedsync.core.alert;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The answer of {@code GET /api/database/alerts}. */
record AlertReport(
        @Schema(description = "when this replica last looked", examples = "2026-06-01T12:00:00Z") Instant timestamp,
        @Schema(description = "age of the reading that it looked at; null before the first", examples = "12") @Nullable Long readingAgeSeconds,
        @Schema(description = "whether this replica is the one that sends") boolean sender,
        @Schema(description = "whether there is a receiver and it took the last message") boolean delivering,
        @Schema(description = "critical ones first, firing before pending before resolved") List<AlertView> alerts,
        @Schema(description = "rules that cannot see now, and why: they are not well, nobody knows") Map<String, String> unknown,
        @Schema(description = "mute windows that are not over") List<Mute> mutes) {
}
