package com.wedsync.core.timeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.wedsync.core.error.Unprocessable;
import com.wedsync.core.error.Violation;

/** What a client says of an event. */
record TimelineEventInput(
        @NotBlank @Size(max = 200) String title,
        @Nullable @Size(max = 4000) String description,
        @Nullable @Size(max = 500) String location,
        @NotNull Instant startsAt,
        @Schema(description = "Not before it starts") @Nullable Instant endsAt,
        @Schema(description = "The connected supplier who is responsible; a supplier names itself") @Nullable UUID supplierId) {

    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    static TimelineEventInput of(TimelineEvent event) {
        return new TimelineEventInput(event.title(), event.description(), event.location(), event.startsAt(), event.endsAt(),
                event.supplierId());
    }

    /**
     * This, if its times can be.
     *
     * @throws Unprocessable if it ends before it begins, or lies in no time that clients and PostgreSQL both know
     */
    TimelineEventInput inTime() {
        List<Violation> violations = new ArrayList<>();
        if (startsAt.isBefore(EARLIEST) || !startsAt.isBefore(LATEST)) {
            violations.add(new Violation("starts_at", "must lie in the years 1900 to 2199"));
        }
        if (endsAt != null && (endsAt.isBefore(startsAt) || !endsAt.isBefore(LATEST))) {
            violations.add(new Violation("ends_at", "must not lie before starts_at, nor after the year 2199"));
        }
        if (!violations.isEmpty()) {
            throw Unprocessable.of(violations);
        }
        return this;
    }
}
