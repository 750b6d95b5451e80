package com.wedsync.core.history;

import java.time.Instant;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import io.vertx.mutiny.sqlclient.Row;

/** A step of a series in which its value was known. */
@Schema(description = "A step in which the value was known; steps in which it was not are left out.")
public record Point(
        @Schema(description = "begin of the step", examples = "2026-06-01T11:50:00Z") Instant at,
        @Schema(examples = "12") double minimum,
        @Schema(examples = "18.4") double average,
        @Schema(examples = "31") double maximum) {

    static Point from(Row row) {
        return new Point(row.getOffsetDateTime("at").toInstant(), row.getDouble("minimum"), row.getDouble("average"),
                row.getDouble("maximum"));
    }
}
