package com.wedsync.core.secret;

import java.util.Map;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a rotation did, and what it could not do. */
record RotationReport(
        @Schema(description = "The key that all of them are encrypted with now") String currentKeyId,
        @Schema(description = "Secrets that were encrypted anew") long rotated,
        @Schema(description = "Secrets that are left, by the id of the key that is not configured") Map<String, Long> left) {
}
