package com.wedsync.core.metric;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;

/** How large the database is, table by table, and how fast it grows; measured once a minute. */
@Schema(description = "Sizes in MiB, measured once a minute.")
public record Storage(
        @Schema(description = "the whole database on disk, catalogues included", examples = "48.2") double totalSizeMb,
        @Schema(description = "largest first") List<TableSize> tableSizes,
        @Schema(description = "robust slope over the last seven days", examples = "12.4") @Nullable Double growthRateMbPerDay,
        @Schema(examples = "2026-06-01T12:00:00Z") Instant measuredAt,
        @Schema(description = "for each number that is null: why") @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> unknown,
        @JsonIgnore long databaseBytes) {

    static Storage of(long databaseBytes, List<TableSize> tables, Measured<Double> growthBytesPerDay, Instant measuredAt) {
        Measured<Double> growth = growthBytesPerDay.map(Rounding::mebibytes);
        return new Storage(Rounding.mebibytes((double) databaseBytes), tables, growth.value(), measuredAt,
                growth.reason() == null ? Map.of() : Map.of("growth_rate_mb_per_day", growth.reason()), databaseBytes);
    }
}
