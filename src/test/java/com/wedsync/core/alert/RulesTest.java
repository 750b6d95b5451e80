package com.wedsync.core.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.wedsync.core.health.HealthConfig;
import com.wedsync.core.metric.Measure;
import com.wedsync.core.metric.Observation;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;

/** Every rule is shown to fire and not to fire. */
class RulesTest {

    private static final Instant START = Instant.parse("2026-06-01T12:00:00Z");
    private static final List<Rule> RULES = rules();
    private static final Map<String, Double> USUAL = Map.of("wedsync_transactions_per_second", 100.0,
            "wedsync_query_mean_milliseconds", 2.0);

    /**
     * @param well observations that do not fire the rule, {@code name{label=value}=number} with blanks between them
     * @param bad observations that do
     */
    private record Case(String rule, Severity severity, String well, String bad) {
        @Override
        public String toString() {
            return rule + " " + severity.json();
        }
    }

    private static Case warning(String rule, String well, String bad) {
        return new Case(rule, Severity.WARNING, well, bad);
    }

    private static Case critical(String rule, String well, String bad) {
        return new Case(rule, Severity.CRITICAL, well, bad);
    }

    static Stream<Case> cases() {
        long now = START.getEpochSecond();
        return Stream.of(
                warning("ConnectionsNearLimit", "wedsync_server_connections_used_percent=74.9",
                        "wedsync_server_connections_used_percent=75"),
                critical("ConnectionsNearLimit", "wedsync_server_connections_used_percent=89.9",
                        "wedsync_server_connections_used_percent=90"),
                warning("StatementsSlow", "wedsync_slow_queries=9", "wedsync_slow_queries=10"),
                critical("StatementsSlow", "wedsync_slow_queries=49", "wedsync_slow_queries=50"),
                warning("CacheMisses", "wedsync_cache_hit_percent=95.1", "wedsync_cache_hit_percent=95"),
                warning("ReplicationLag", "wedsync_replication_lag_milliseconds=9999",
                        "wedsync_replication_lag_milliseconds=10000"),
                critical("ReplicationLag", "wedsync_replication_lag_milliseconds=59999",
                        "wedsync_replication_lag_milliseconds=60000"),
                warning("BackupOld", "wedsync_last_backup_timestamp_seconds=" + now,
                        "wedsync_last_backup_timestamp_seconds=" + (now - 94000)),
                critical("BackupOld", "wedsync_last_backup_timestamp_seconds=" + (now - 94000),
                        "wedsync_last_backup_timestamp_seconds=?"),
                warning("LongTransaction", "wedsync_session_longest_transaction_seconds=899",
                        "wedsync_session_longest_transaction_seconds=900"),
                critical("LongTransaction", "wedsync_session_longest_transaction_seconds=3599",
                        "wedsync_session_longest_transaction_seconds=3600"),
                warning("IdleInTransaction", "wedsync_session_longest_idle_in_transaction_seconds=59",
                        "wedsync_session_longest_idle_in_transaction_seconds=60"),
                critical("IdleInTransaction", "wedsync_session_longest_idle_in_transaction_seconds=599",
                        "wedsync_session_longest_idle_in_transaction_seconds=600"),
                warning("LockWait", "wedsync_lock_longest_wait_seconds=29", "wedsync_lock_longest_wait_seconds=30"),
                critical("LockWait", "wedsync_lock_longest_wait_seconds=179", "wedsync_lock_longest_wait_seconds=180"),
                warning("Deadlocks", "wedsync_deadlocks_per_hour=4", "wedsync_deadlocks_per_hour=5"),
                warning("TemporaryFiles", "wedsync_temp_bytes_per_second=52428799", "wedsync_temp_bytes_per_second=52428800"),
                warning("StatementsEvicted", "wedsync_statement_evictions_per_minute=0",
                        "wedsync_statement_evictions_per_minute=0.1"),
                warning("TrafficUnusuallyLow", "wedsync_transactions_per_second=21", "wedsync_transactions_per_second=20"),
                warning("StatementsUnusuallySlow", "wedsync_query_mean_milliseconds=7.9", "wedsync_query_mean_milliseconds=8"),
                warning("TransactionIdAge", "wedsync_transaction_id_age=799 wedsync_transaction_id_failsafe_age=1600",
                        "wedsync_transaction_id_age=800 wedsync_transaction_id_failsafe_age=1600"),
                critical("TransactionIdAge", "wedsync_transaction_id_age=1439 wedsync_transaction_id_failsafe_age=1600",
                        "wedsync_transaction_id_age=1440 wedsync_transaction_id_failsafe_age=1600"),
                warning("MultixactIdAge", "wedsync_multixact_id_age=799 wedsync_multixact_id_failsafe_age=1600",
                        "wedsync_multixact_id_age=800 wedsync_multixact_id_failsafe_age=1600"),
                critical("MultixactIdAge", "wedsync_multixact_id_age=1439 wedsync_multixact_id_failsafe_age=1600",
                        "wedsync_multixact_id_age=1440 wedsync_multixact_id_failsafe_age=1600"),
                warning("TransactionIdForecast", "wedsync_transaction_id_failsafe_days=15",
                        "wedsync_transaction_id_failsafe_days=14"),
                critical("TransactionIdForecast", "wedsync_transaction_id_failsafe_days=4",
                        "wedsync_transaction_id_failsafe_days=3"),
                warning("XminHorizonHeld", "wedsync_xmin_horizon_age{holder=slot}=9999999",
                        "wedsync_xmin_horizon_age{holder=slot}=10000000"),
                critical("XminHorizonHeld", "wedsync_xmin_horizon_age{holder=slot}=99999999",
                        "wedsync_xmin_horizon_age{holder=slot}=100000000"),
                warning("VacuumLate", "wedsync_tables_late{need=freeze}=0", "wedsync_tables_late{need=freeze}=1"),
                warning("MaintenanceMissed", "wedsync_maintenance_windows_missed=0", "wedsync_maintenance_windows_missed=1"),
                warning("AutovacuumSaturated", "wedsync_autovacuum_workers=2 wedsync_autovacuum_workers_max=3",
                        "wedsync_autovacuum_workers=3 wedsync_autovacuum_workers_max=3"),
                warning("TableBloated", "wedsync_table_bloat_percent{table=t}=90 wedsync_table_bloat_bytes{table=t}=104857599",
                        "wedsync_table_bloat_percent{table=t}=40 wedsync_table_bloat_bytes{table=t}=104857600"),
                warning("IndexBloated", "wedsync_index_bloat_percent{index=i}=49 wedsync_index_bloat_bytes{index=i}=104857600",
                        "wedsync_index_bloat_percent{index=i}=50 wedsync_index_bloat_bytes{index=i}=104857600"),
                warning("CheckpointsRequested",
                        "wedsync_checkpoints_per_hour{cause=requested}=11 wedsync_checkpoints_per_hour{cause=timed}=12",
                        "wedsync_checkpoints_per_hour{cause=requested}=12"),
                warning("ArchiverFailing", "wedsync_archiver_failing=0", "wedsync_archiver_failing=1"),
                critical("ArchiverFailing", "wedsync_archiver_failing=0", "wedsync_archiver_failing=1"),
                warning("SlotRetainsLog", "wedsync_slot_retained_bytes{slot=s}=49 wedsync_slot_safe_bytes{slot=s}=51",
                        "wedsync_slot_retained_bytes{slot=s}=50 wedsync_slot_safe_bytes{slot=s}=50"),
                critical("SlotRetainsLog", "wedsync_slot_retained_bytes{slot=s}=79 wedsync_slot_safe_bytes{slot=s}=21",
                        "wedsync_slot_retained_bytes{slot=s}=80 wedsync_slot_safe_bytes{slot=s}=20"),
                warning("SlotInactive", "wedsync_slot_active{slot=s}=1", "wedsync_slot_active{slot=s}=0"),
                critical("SlotLost", "wedsync_slot_lost{slot=s}=0", "wedsync_slot_lost{slot=s}=1"),
                warning("SequenceNearEnd", "wedsync_sequence_used_percent{sequence=q}=74",
                        "wedsync_sequence_used_percent{sequence=q}=75"),
                critical("SequenceNearEnd", "wedsync_sequence_used_percent{sequence=q}=89",
                        "wedsync_sequence_used_percent{sequence=q}=90"),
                warning("CapacityForecast", "wedsync_capacity_days_earliest{resource=disk}=15",
                        "wedsync_capacity_days_earliest{resource=disk}=14"),
                critical("CapacityForecast", "wedsync_capacity_days_earliest{resource=disk}=4",
                        "wedsync_capacity_days_earliest{resource=disk}=3"),
                warning("ReadingIncomplete", "wedsync_sampler_topic_failed{topic=lock}=0",
                        "wedsync_sampler_topic_failed{topic=lock}=1"),
                warning(Blindness.NAME, "wedsync_lock_longest_wait_seconds=29", "wedsync_lock_longest_wait_seconds=?"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_rule_fires_from_its_line_on_when_it_was_crossed_for_long_enough(Case tried) {
        Rule rule = rule(tried);
        AlertBook book = new AlertBook(RULES);

        look(book, tried.bad(), Duration.ZERO, rule.pending().minus(Duration.ofMinutes(1)));
        assertThat(firing(book, tried)).as("before").isEqualTo(rule.pending().isZero());
        look(book, tried.bad(), rule.pending(), rule.pending().plusMinutes(1));
        assertThat(firing(book, tried)).as("after " + rule.pending()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_rule_does_not_fire_on_the_good_side_of_its_line(Case tried) {
        AlertBook book = new AlertBook(RULES);

        look(book, tried.well(), Duration.ZERO, rule(tried).pending().plusMinutes(10));

        assertThat(firing(book, tried)).isFalse();
    }

    @Test
    void every_rule_has_such_a_case() {
        Set<String> shown = cases().map(Case::toString).collect(Collectors.toSet());
        shown.add("DatabaseUnread critical");

        assertThat(RULES.stream().map(rule -> rule.name() + " " + rule.severity().json()))
                .containsExactlyInAnyOrderElementsOf(shown);
    }

    @Test
    void a_reading_that_is_too_old_fires_one_alert_and_makes_all_others_unknown() {
        AlertBook book = new AlertBook(RULES);
        look(book, "wedsync_lock_longest_wait_seconds=50", Duration.ZERO, Duration.ofMinutes(5));
        book.look(new Snapshot(START.plus(Duration.ofMinutes(6)), Duration.ofSeconds(181), Duration.ofMinutes(3), List.of(),
                Map.of()));

        assertThat(book.all()).filteredOn(alert -> alert.state() == AlertState.FIRING)
                .extracting(alert -> alert.key().rule()).contains("DatabaseUnread", "LockWait").doesNotContain("BackupOld");
        assertThat(book.all()).filteredOn(alert -> alert.key().rule().equals("LockWait"))
                .allMatch(alert -> alert.unknown() != null);
    }

    @Test
    void a_reading_that_is_new_enough_does_not() {
        AlertBook book = new AlertBook(RULES);
        look(book, "", Duration.ZERO, Duration.ofMinutes(10));

        assertThat(book.all()).noneMatch(alert -> alert.key().rule().equals("DatabaseUnread"));
    }

    private static void look(AlertBook book, String observations, Duration from, Duration to) {
        for (Duration minute = from; minute.compareTo(to) <= 0; minute = minute.plusMinutes(1)) {
            book.look(new Snapshot(START.plus(minute), Duration.ofSeconds(30), Duration.ofMinutes(3), parse(observations),
                    USUAL));
        }
        if (from.isZero() && to.isNegative()) {
            book.look(new Snapshot(START, Duration.ofSeconds(30), Duration.ofMinutes(3), parse(observations), USUAL));
        }
    }

    private static boolean firing(AlertBook book, Case tried) {
        return book.all().stream().anyMatch(alert -> alert.state() == AlertState.FIRING
                && alert.key().rule().equals(tried.rule()) && alert.key().severity() == tried.severity());
    }

    private static List<Observation> parse(String text) {
        List<Observation> observations = new ArrayList<>();
        for (String one : text.isBlank() ? new String[0] : text.split(" ")) {
            int value = one.lastIndexOf('=');
            int brace = one.indexOf('{');
            String name = brace < 0 ? one.substring(0, value) : one.substring(0, brace);
            String[] label = brace < 0 ? new String[0] : one.substring(brace + 1, one.indexOf('}')).split("=");
            Measure measure = label.length == 0 ? Measure.of(name, "", "") : Measure.of(name, "", "", label[0]);
            String number = one.substring(value + 1);
            observations.add(number.equals("?") ? measure.unknown("nobody knows")
                    : new Observation(measure, label.length == 0 ? Map.of() : Map.of(label[0], label[1]),
                            Double.valueOf(number), null));
        }
        return observations;
    }

    private static Rule rule(Case tried) {
        return RULES.stream().filter(rule -> rule.name().equals(tried.rule()) && rule.severity() == tried.severity())
                .findFirst()
                .orElseThrow();
    }

    static List<Rule> rules() {
        var config = new SmallRyeConfigBuilder().withConverter(Duration.class, 100, new DurationConverter())
                .withMapping(HealthConfig.class).withMapping(AlertConfig.class).build();
        return Rules.all(config.getConfigMapping(HealthConfig.class), config.getConfigMapping(AlertConfig.class));
    }
}
