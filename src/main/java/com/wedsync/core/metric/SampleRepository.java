package com.wedsync.core.metric;

import java.time.Duration;
import java.time.ZoneOffset;

import jakarta.inject.Singleton;

import com.wedsync.core.database.Session;

import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.data.Interval;

/** Keeps readings as history; two replicas that read in the same minute keep one row. */
@Singleton
class SampleRepository {

    private static final String INSERT = """
            INSERT INTO ops.sample (minute, taken_at, server_started_at, stats_reset,
              connections_active, connections_idle, connections_idle_in_transaction, connections_total, max_connections,
              database_size_bytes, transactions_committed, transactions_rolled_back, blocks_hit, blocks_read,
              temp_bytes, deadlocks, statement_calls, statement_execution_ms, statement_deallocations,
              statement_stats_reset, replication_lag_ms)
            VALUES (pg_catalog.date_trunc('minute', $1::timestamptz), $1, $2, $3, $4, $5, $6, $7, $8,
              $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
            ON CONFLICT (minute) DO NOTHING
            """;

    Uni<Void> keep(Session session, Reading reading, long databaseBytes) {
        ServerReading server = reading.server();
        Connections connections = server.connections();
        ServerReading.Counters counters = server.counters();
        StatementReading statements = reading.statements().value();
        StatementCost total = statements == null ? null : statements.total();
        return session.query(INSERT,
                server.takenAt().atOffset(ZoneOffset.UTC),
                server.serverStartedAt().atOffset(ZoneOffset.UTC),
                server.statsReset() == null ? null : server.statsReset().atOffset(ZoneOffset.UTC),
                connections.active(), connections.idle(), connections.idleInTransaction(), connections.total(),
                connections.maxConnections(), databaseBytes,
                counters.commits(), counters.rollbacks(), counters.blocksHit(), counters.blocksRead(),
                counters.tempBytes(), counters.deadlocks(),
                total == null ? null : total.calls(),
                total == null ? null : total.milliseconds(),
                statements == null ? null : statements.deallocations(),
                statements == null ? null : statements.statsReset(),
                reading.durability().replicationLagMs().value()).replaceWithVoid();
    }

    private static final String PRUNE = """
            DELETE FROM ops.sample
            WHERE minute < pg_catalog.clock_timestamp() - $1::interval
            """;

    Uni<Void> prune(Session session, Duration retention) {
        return session.query(PRUNE, Interval.of(retention)).replaceWithVoid();
    }
}
