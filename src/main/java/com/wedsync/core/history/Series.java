package com.wedsync.core.history;

import java.util.List;
import java.util.Map;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One series and how it went. */
public record Series(
        @Schema(description = "what tells it from the other series of the metric; empty if there is one only") Map<String, String> labels,
        List<Point> points) {
}
