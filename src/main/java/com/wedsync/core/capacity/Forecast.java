package com.wedsync.core.capacity;

import java.time.Duration;
import java.time.Instant;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.wedsync.core.metric.Measured;

/** When something is full if it goes on as before. */
@Schema(description = "When something is full if it goes on as before.")
public record Forecast(
        @Schema(description = "disk, connections, sequences, transaction_ids or multixact_ids", examples = "disk") String resource,
        @Schema(description = "what of it, where there are several", examples = "wedding.order_id_seq") @Nullable String subject,
        @Schema(examples = "bytes") String unit,
        @Schema(examples = "48211968512") @Nullable Double used,
        @Schema(examples = "96636764160") @Nullable Double limit,
        @Schema(description = "growth a day", examples = "412000000") @Nullable Double perDay,
        @Schema(description = "days until it is full; 3650 is ten years or more, or that it does not grow. null if not known", examples = "117.5") @Nullable Double days,
        @Schema(description = "the same at the fast edge of the band", examples = "81") @Nullable Double daysEarliest,
        @Schema(description = "the same at the slow edge of the band", examples = "160.2") @Nullable Double daysLatest,
        @Schema(description = "the date to days; null if that is ten years or more", examples = "2026-09-26T00:00:00Z") @Nullable Instant fullAt,
        @Schema(examples = "2026-08-21T00:00:00Z") @Nullable Instant fullAtEarliest,
        @Schema(examples = "2026-11-08T00:00:00Z") @Nullable Instant fullAtLatest,
        @Schema(description = "days of history that it is made of", examples = "28") @Nullable Double daysSeen,
        @Schema(description = "why it is not known", examples = "the size of the volume is not configured (wedsync.capacity.volume-gibibytes)") @Nullable String reason) {

    /** Forecasts end here. */
    static final double TEN_YEARS = 3650;

    static Forecast of(String resource, @Nullable String subject, String unit, double used, double limit,
            Measured<Trend> measured, Instant now) {
        Trend trend = measured.value();
        if (trend == null) {
            return new Forecast(resource, subject, unit, used, limit, null, null, null, null, null, null, null, null,
                    measured.reason());
        }
        double days = days(used, limit, trend.middle());
        double earliest = days(used, limit, trend.high());
        double latest = days(used, limit, trend.low());
        return new Forecast(resource, subject, unit, used, limit, trend.middle(), days, earliest, latest,
                date(now, days), date(now, earliest), date(now, latest), trend.daysSeen(), null);
    }

    static Forecast unknown(String resource, String unit, @Nullable Double used, @Nullable Double limit, String reason) {
        return new Forecast(resource, null, unit, used, limit, null, null, null, null, null, null, null, null, reason);
    }

    private static double days(double used, double limit, double perDay) {
        return used >= limit ? 0 : perDay <= 0 ? TEN_YEARS : Math.min(TEN_YEARS, (limit - used) / perDay);
    }

    private static @Nullable Instant date(Instant now, double days) {
        return days >= TEN_YEARS ? null : now.plus(Duration.ofSeconds(Math.round(days * 86_400)));
    }
}
