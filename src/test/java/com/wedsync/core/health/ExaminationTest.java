package com.wedsync.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import com.wedsync.core.metric.Connections;
import com.wedsync.core.metric.Durability;
import com.wedsync.core.metric.Measured;
import com.wedsync.core.metric.Metrics;
import com.wedsync.core.metric.Performance;
import com.wedsync.core.metric.Storage;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;

class ExaminationTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final Measured<Instant> FRESH_BACKUP = Measured.of(NOW.minus(Duration.ofHours(2)));

    private final Examination examination = new Examination(new SmallRyeConfigBuilder()
            .withConverter(Duration.class, 100, new DurationConverter())
            .withMapping(HealthConfig.class).build().getConfigMapping(HealthConfig.class));

    @Test
    void nothing_over_a_line_is_healthy() {
        assertThat(health(20, 0, 99.9, FRESH_BACKUP).status()).isEqualTo(Status.HEALTHY);
        assertThat(health(20, 0, 99.9, FRESH_BACKUP).issues()).isEmpty();
    }

    @Test
    @DisplayName("fault 5: a later, milder finding never lowers the status")
    void the_worst_finding_gives_the_status() {
        Health health = health(95, 60, 94.0, FRESH_BACKUP);

        assertThat(health.status()).isEqualTo(Status.CRITICAL);
        assertThat(health.findings()).extracting(Finding::code)
                .containsExactly("connection_utilization", "slow_queries", "cache_hit_ratio");
        assertThat(health.findings()).extracting(Finding::level)
                .containsExactly(Status.CRITICAL, Status.CRITICAL, Status.WARNING);
        assertThat(health.issues()).contains("Connections are 95.0 % used; critical from 90.");
    }

    @Test
    void unknown_numbers_cross_no_line() {
        assertThat(health(20, null, null, FRESH_BACKUP).findings()).isEmpty();
    }

    @Test
    @DisplayName("fault 4: an unknown backup is null with a reason, and a finding")
    void a_backup_that_was_never_reported_is_critical() {
        Health health = health(20, 0, 99.9, Measured.unknown("no backup has been reported"));

        assertThat(health.status()).isEqualTo(Status.CRITICAL);
        assertThat(health.lastBackup()).isNull();
        assertThat(health.unknown()).containsEntry("last_backup", "no backup has been reported");
    }

    @Test
    void an_old_backup_is_a_warning_first() {
        assertThat(health(20, 0, 99.9, Measured.of(NOW.minus(Duration.ofHours(30)))).status()).isEqualTo(Status.WARNING);
    }

    private Health health(double utilization, @Nullable Integer slow, @Nullable Double cacheHit, Measured<Instant> backup) {
        Durability durability = new Durability(Measured.unknown("no standby is connected"), backup);
        Metrics metrics = new Metrics(NOW, new Connections(1, 1, 0, 0, 2, 100, 3, utilization, Map.of()),
                new Performance(1.0, slow, 1.0, 1.0, cacheHit, 60.0, Map.of()),
                new Storage(1, List.of(), 1.0, NOW, Map.of(), 1), durability);
        return Health.of(examination.examine(metrics), durability);
    }
}
