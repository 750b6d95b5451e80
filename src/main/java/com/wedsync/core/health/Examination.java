package com.wedsync.core.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.metric.Metrics;

/**
 * Holds metrics against the configured lines; what is unknown crosses no line, but a backup that must exist and does
 * not is a finding.
 */
@Singleton
class Examination {

    private final HealthConfig lines;

    Examination(HealthConfig lines) {
        this.lines = lines;
    }

    /** All findings, the worst first. */
    List<Finding> examine(Metrics metrics) {
        List<Finding> findings = new ArrayList<>();
        above("connection_utilization", "Connections are %.1f %% used", metrics.connections().utilizationPercent(),
                lines.connectionUtilization().warning(), lines.connectionUtilization().critical()).ifPresent(findings::add);
        above("slow_queries", "%.0f kinds of statements were slow", metrics.performance().slowQueriesCount(),
                lines.slowQueries().warning(), lines.slowQueries().critical()).ifPresent(findings::add);
        below("cache_hit_ratio", "%.1f %% of block reads were served by shared buffers", metrics.performance().cacheHitRatio(),
                lines.cacheHit().warning(), lines.cacheHit().critical()).ifPresent(findings::add);
        above("replication_lag", "The slowest standby is %.0f ms behind", metrics.durability().replicationLagMs().value(),
                millis(lines.replicationLag().warning()), millis(lines.replicationLag().critical()))
                .ifPresent(findings::add);
        backup(metrics.durability().lastBackup().value(), metrics.takenAt()).ifPresent(findings::add);
        findings.sort(Comparator.comparing(Finding::level).reversed());
        return List.copyOf(findings);
    }

    private Optional<Finding> backup(@Nullable Instant lastBackup, Instant now) {
        if (!lines.backup().expected()) {
            return Optional.empty();
        }
        double critical = hours(lines.backup().critical());
        if (lastBackup == null) {
            return Optional.of(new Finding("last_backup", Status.CRITICAL, "No backup has been reported.", null, critical));
        }
        return above("last_backup", "The newest backup is %.1f hours old", hours(Duration.between(lastBackup, now)),
                hours(lines.backup().warning()), critical);
    }

    private static Optional<Finding> above(String code, String fact, @Nullable Number value, double warning, double critical) {
        if (value == null || value.doubleValue() < warning) {
            return Optional.empty();
        }
        Status level = value.doubleValue() >= critical ? Status.CRITICAL : Status.WARNING;
        return Optional
                .of(finding(code, fact, level, value.doubleValue(), level == Status.CRITICAL ? critical : warning, "from"));
    }

    private static Optional<Finding> below(String code, String fact, @Nullable Number value, double warning, double critical) {
        if (value == null || value.doubleValue() >= warning) {
            return Optional.empty();
        }
        Status level = value.doubleValue() < critical ? Status.CRITICAL : Status.WARNING;
        return Optional
                .of(finding(code, fact, level, value.doubleValue(), level == Status.CRITICAL ? critical : warning, "below"));
    }

    private static Finding finding(String code, String fact, Status level, double value, double line, String side) {
        String message = String.format(Locale.ROOT, fact + "; %s %s %.0f.", value, level.name().toLowerCase(Locale.ROOT), side,
                line);
        return new Finding(code, level, message, value, line);
    }

    private static double millis(Duration duration) {
        return (double) duration.toMillis();
    }

    private static double hours(Duration duration) {
        return duration.toMinutes() / 60.0;
    }
}
