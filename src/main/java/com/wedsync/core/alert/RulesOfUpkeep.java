package com.wedsync.core.alert;

import static com.wedsync.core.alert.Line.above;
import static com.wedsync.core.alert.Line.below;
import static com.wedsync.core.alert.Rule.warning;

import java.time.Duration;
import java.util.List;

import com.wedsync.core.alert.Rule.Unknown;

/** What grows until it is too late: transaction ids, dead rows, write-ahead log, sequences, disk. */
final class RulesOfUpkeep {

    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration SOON = Duration.ofMinutes(10);
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final double LARGE_BYTES = 100.0 * 1024 * 1024;

    private RulesOfUpkeep() {
    }

    static List<Rule> all() {
        Rule age = warning("TransactionIdAge",
                Source.percent("wedsync_transaction_id_age", "wedsync_transaction_id_failsafe_age"),
                above(50), "% of the failsafe age", SOON,
                "Freezing does not keep up: the oldest transaction id nears the age at which vacuum drops everything else.",
                "Find what holds the horizon back; then VACUUM (FREEZE) the oldest table.");
        Rule multixact = warning("MultixactIdAge",
                Source.percent("wedsync_multixact_id_age", "wedsync_multixact_id_failsafe_age"), above(50),
                "% of the failsafe age",
                SOON, "Freezing of row locks does not keep up.",
                "Find what holds the horizon back; then VACUUM (FREEZE) the oldest table.");
        Rule forecast = warning("TransactionIdForecast", Source.of("wedsync_transaction_id_failsafe_days"), below(14, 16),
                "days", HOUR,
                "At this rate transaction ids reach the failsafe age soon.",
                "VACUUM (FREEZE) the oldest table in the next quiet hour.").when(Unknown.USUAL);
        Rule horizon = warning("XminHorizonHeld", Source.of("wedsync_xmin_horizon_age"), above(10e6), "transactions", SOON,
                "Something keeps vacuum from removing dead rows.",
                "The label holder says what: a session, a slot, a standby or a prepared transaction.");
        Rule sequence = warning("SequenceNearEnd", Source.of("wedsync_sequence_used_percent"), above(75), "%", SOON,
                "A sequence comes close to the end of its or its column's type.",
                "Nothing at once: plan the change of the column to bigint.");
        Rule capacity = warning("CapacityForecast", Source.of("wedsync_capacity_days_earliest"), below(14, 16), "days", HOUR,
                "Something runs out soon, if it goes on growing like this.",
                "The label resource says what; make room before it is full.").when(Unknown.USUAL);
        Rule archiver = warning("ArchiverFailing", Source.of("wedsync_archiver_failing"), above(1, 1), "", SOON,
                "Write-ahead log cannot be archived: backups get no younger and the disk fills.",
                "The server's log has the archive command's message.");
        Rule slot = warning("SlotRetainsLog", Source.consumed("wedsync_slot_retained_bytes", "wedsync_slot_safe_bytes"),
                above(50),
                "% of what it may retain", SOON, "A replication slot keeps much write-ahead log.",
                "Mend its consumer; drop the slot only if nobody needs it.").when(Unknown.USUAL);
        return List.of(
                age, age.critical(above(90), SOON),
                multixact, multixact.critical(above(90), SOON),
                forecast, forecast.critical(below(3, 4), HOUR),
                horizon, horizon.critical(above(100e6), SOON),
                warning("VacuumLate", Source.of("wedsync_tables_late"), above(1, 1), "tables", HALF_AN_HOUR,
                        "Autovacuum does not keep up: tables need far more than what makes it start.",
                        "POST /api/database/optimize with vacuum_analyze for the neediest table, in a quiet hour."),
                warning("MaintenanceMissed", Source.of("wedsync_maintenance_windows_missed"), above(1, 1), "windows", HOUR,
                        "Windows for maintenance go by without a round of it.",
                        "GET /api/database/maintenance says why; POST /api/database/maintenance/rounds has one conducted now."),
                warning("AutovacuumSaturated", Source.percent("wedsync_autovacuum_workers", "wedsync_autovacuum_workers_max"),
                        above(100, 100), "% of the workers", Duration.ofHours(2),
                        "All workers of autovacuum have been busy for long.",
                        "Look what they work on (pg_stat_progress_vacuum); raise the cost limit before the number of workers."),
                warning("TableBloated", Source.where("wedsync_table_bloat_percent", "wedsync_table_bloat_bytes", LARGE_BYTES),
                        above(40), "%", HOUR, "A large part of a table is empty space.",
                        "Nothing at once: confirm with pgstattuple_approx in a quiet hour."),
                warning("IndexBloated", Source.where("wedsync_index_bloat_percent", "wedsync_index_bloat_bytes", LARGE_BYTES),
                        above(50), "%", HOUR, "A large part of an index is empty space.",
                        "POST /api/database/optimize with reindex_table, in a quiet hour."),
                warning("CheckpointsRequested", Source.of("wedsync_checkpoints_per_hour", "cause", "requested"), above(12, 6),
                        "in an hour", HALF_AN_HOUR, "So much is written that checkpoints do not wait for their time.",
                        "Raise max_wal_size; it takes a reload only."),
                archiver, archiver.critical(above(1, 1), HOUR),
                slot, slot.critical(above(80), SOON),
                warning("SlotInactive", Source.of("wedsync_slot_active"), below(0, 0), "", HALF_AN_HOUR,
                        "Nobody reads from a replication slot: it keeps write-ahead log all the same.",
                        "Find out whose it is before dropping it."),
                warning("SlotLost", Source.of("wedsync_slot_lost"), above(1, 1), "", AT_ONCE,
                        "A replication slot has lost what its consumer needs: the consumer has to begin anew.",
                        "Build the consumer anew, then drop the slot.").critical(above(1, 1), AT_ONCE),
                sequence, sequence.critical(above(90), SOON),
                capacity, capacity.critical(below(3, 4), HOUR),
                warning("ReadingIncomplete", Source.of("wedsync_sampler_topic_failed"), above(1, 1), "", HALF_AN_HOUR,
                        "A part of the reading fails.", "The log names the topic and the cause."));
    }
}
