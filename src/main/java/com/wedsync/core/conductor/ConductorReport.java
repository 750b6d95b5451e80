package com.wedsync.core.conductor;

import java.time.DayOfWeek;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** What the conductor is about. */
@Schema(description = "What the conductor is about.")
public record ConductorReport(
        @Schema(description = "whether it begins rounds by itself") boolean enabled,
        WindowReport window,
        @Schema(description = "requested or under way") @Nullable Round round,
        @Schema(description = "the one that ended last") @Nullable Round lastRound,
        @Schema(description = "the window that closed last, if it had no round that got as far as it could") @Nullable Missed missed) {

    /** When the window opens and closes. */
    @RegisterForReflection
    @Schema(name = "MaintenanceWindow")
    public record WindowReport(
            @Schema(description = "learned: the quietest hours of the history", enumeration = {
                    "configured", "learned", "default" }) String source,
            @Schema(examples = "Europe/London") String timeZone,
            @Schema(examples = "[\"monday\"]") List<String> days,
            @Schema(description = "on the wall clock", examples = "02:00") String opensAt,
            @Schema(description = "on the wall clock", examples = "05:00") String closesAt,
            boolean open,
            Instant nextOpens,
            Instant nextCloses){

        static WindowReport of(Timetable timetable, Instant now) {
            Window next = timetable.next(now);
            return new WindowReport(lower(timetable.source()), timetable.zone().getId(),
                    Arrays.stream(DayOfWeek.values()).filter(timetable.days()::contains).map(WindowReport::lower).toList(),
                    timetable.hours().from().toString(), timetable.hours().to().toString(),
                    timetable.open(now).isPresent(), next.opensAt(),
                    timetable.open(now).map(Window::closesAt).orElse(next.closesAt()));
        }

        private static String lower(Enum<?> value) {
            return value.name().toLowerCase(Locale.ROOT);
        }
    }

    /** A window that was missed. */
    @RegisterForReflection
    @Schema(name = "MissedWindow")
    public record Missed(Instant windowOpened, @Schema(examples = "no replica began a round") String reason) {

        static Optional<Missed> of(List<Round> ofWindow) {
            boolean tended = ofWindow.stream().anyMatch(
                    round -> round.state() == RoundState.COMPLETED || round.state() == RoundState.STOPPED);
            return tended ? Optional.empty()
                    : ofWindow.stream().filter(round -> round.state() == RoundState.MISSED).findFirst()
                            .map(round -> new Missed(
                                    round.windowOpenedAt() == null ? round.requestedAt() : round.windowOpenedAt(),
                                    round.reason() == null ? "" : round.reason()));
        }
    }
}
