package com.wedsync.core.alert;

import static com.wedsync.core.alert.Line.above;
import static com.wedsync.core.alert.Line.below;
import static com.wedsync.core.alert.Rule.warning;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import com.wedsync.core.alert.Rule.Unknown;
import com.wedsync.core.health.HealthConfig;

/**
 * Every rule. What one replica alone knows (its pools, its requests) is not here but in k8s/monitoring: the replica that
 * sends does not see the others.
 */
final class Rules {

    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration MINUTES = Duration.ofMinutes(5);
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final double SECONDS_PER_HOUR = 3600;

    private Rules() {
    }

    static List<Rule> all(HealthConfig health, AlertConfig config) {
        List<Rule> rules = new ArrayList<>(List.of(
                warning("DatabaseUnread", Source.reading(), above(config.patience().toSeconds(), config.patience().toSeconds()),
                        "s",
                        AT_ONCE, "The database cannot be read: nothing is known of it.",
                        "GET /api/database/health says whether it answers; the log has the cause.")
                        .critical(above(config.patience().toSeconds(), config.patience().toSeconds()), AT_ONCE),
                warning(Blindness.NAME, Source.of(Blindness.NAME), above(1, 1), "", HALF_AN_HOUR,
                        "A rule has had no value for long: what it watches may be anything but well.",
                        "GET /api/database/alerts says under unknown why.").when(Unknown.USUAL)));
        rules.addAll(known(health));
        rules.addAll(RulesOfLoad.all());
        rules.addAll(RulesOfUpkeep.all());
        Set<String> off = config.off().stream().flatMap(names -> Arrays.stream(names.split(",")))
                .map(String::strip).collect(Collectors.toSet());
        return rules.stream().filter(rule -> !off.contains(rule.name())).toList();
    }

    /** Those whose lines are those of the health findings. */
    private static List<Rule> known(HealthConfig health) {
        Rule connections = warning("ConnectionsNearLimit", Source.of("wedsync_server_connections_used_percent"),
                above(health.connectionUtilization().warning()), "%", MINUTES,
                "Client connections come close to what the server admits.",
                "Look for idle in transaction; end those of a client that forgot them.");
        Rule slow = warning("StatementsSlow", Source.of("wedsync_slow_queries"), above(health.slowQueries().warning()), "kinds",
                QUARTER,
                "Many kinds of statements are slow.",
                "Look for locks first, then for the statement with most time: GET /api/database/metrics.");
        Rule cache = warning("CacheMisses", Source.of("wedsync_cache_hit_percent"),
                below(health.cacheHit().warning(), health.cacheHit().warning() + 1), "%", HALF_AN_HOUR, "Reads go to disk.",
                "Nothing at once; look which statement reads most blocks.").when(Unknown.USUAL);
        Rule lag = warning("ReplicationLag", Source.of("wedsync_replication_lag_milliseconds"),
                above(health.replicationLag().warning().toMillis()), "ms", MINUTES, "The slowest standby is behind.",
                "Start no bulk load or index build until it has caught up.").when(Unknown.USUAL);
        List<Rule> rules = new ArrayList<>(List.of(
                connections, connections.critical(above(health.connectionUtilization().critical()), Duration.ofMinutes(2)),
                slow, slow.critical(above(health.slowQueries().critical()), QUARTER),
                cache, lag, lag.critical(above(health.replicationLag().critical().toMillis()), MINUTES)));
        if (health.backup().expected()) {
            Rule backup = warning("BackupOld", Source.since("wedsync_last_backup_timestamp_seconds"),
                    above(health.backup().warning().toSeconds(), health.backup().warning().toSeconds()), "s", QUARTER,
                    "The newest reported backup is too old, or none was ever reported.", "Run a backup now; then mend the job.")
                    .when(Unknown.USUAL);
            rules.add(backup);
            rules.add(backup.critical(
                    above(health.backup().critical().toSeconds(), health.backup().critical().toSeconds()), QUARTER)
                    .when(Unknown.CROSSED));
        }
        return rules;
    }

    static double hours(double hours) {
        return hours * SECONDS_PER_HOUR;
    }
}
