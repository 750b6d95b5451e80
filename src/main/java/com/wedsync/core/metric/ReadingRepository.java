package com.wedsync.core.metric;

import java.time.Instant;
import java.time.OffsetDateTime;

import jakarta.inject.Singleton;

import com.wedsync.core.database.Session;
import com.wedsync.core.database.SqlFile;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.pgclient.PgException;

/**
 * Reads what a {@link Reading} is made of: statistics in shared memory, and one table of the service's own. No user relation,
 * hence no lock to wait for.
 */
@Singleton
class ReadingRepository {

    private static final String SERVER = SqlFile.read(ReadingRepository.class, "server.sql");
    private static final String REPLICATION = SqlFile.read(ReadingRepository.class, "replication.sql");
    private static final String STATEMENTS = SqlFile.read(ReadingRepository.class, "statements.sql");

    Uni<Reading> read(Session session) {
        return server(session).chain(server -> lastBackup(session).chain(backup -> server.connections().statesAreKnown()
                ? statements(session).chain(statements -> lag(session)
                        .map(lag -> new Reading(server, statements, new Durability(lag, backup))))
                : Uni.createFrom().item(new Reading(server, Measured.unknown(Connections.HIDDEN),
                        new Durability(Measured.unknown(Connections.HIDDEN), backup)))));
    }

    private Uni<ServerReading> server(Session session) {
        return session.query(SERVER).map(rows -> ServerReading.from(rows.iterator().next()));
    }

    private static final String STATEMENTS_SCHEMA = """
            SELECT pg_catalog.quote_ident(namespace.nspname) AS schema
            FROM pg_catalog.pg_extension AS extension
            JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid = extension.extnamespace
            WHERE extension.extname = 'pg_stat_statements'
            """;

    /** The extension may be missing or not preloaded: then there are no statements to count, and that is not an error. */
    private Uni<Measured<StatementReading>> statements(Session session) {
        return session.query(STATEMENTS_SCHEMA).chain(rows -> rows.rowCount() == 0
                ? Uni.createFrom()
                        .item(Measured.<StatementReading> unknown("pg_stat_statements is not installed in this database"))
                : statements(session, rows.iterator().next().getString("schema")));
    }

    private static final String STATEMENTS_INFO = """
            SELECT dealloc, stats_reset, pg_catalog.current_setting('pg_stat_statements.max')::int AS max_kinds
            FROM %s.pg_stat_statements_info
            """;

    /** @param schema where the extension is, quoted by the server: administrators keep extensions in various places */
    private Uni<Measured<StatementReading>> statements(Session session, String schema) {
        return session.query(STATEMENTS_INFO.formatted(schema))
                .chain(info -> session.query(STATEMENTS.formatted(schema))
                        .map(rows -> Measured.of(StatementReading.from(rows, info.iterator().next()))))
                .onFailure(PgException.class).recoverWithItem(refusal -> Measured.unknown(
                        "pg_stat_statements is not available (SQLSTATE " + ((PgException) refusal).getSqlState() + ")"));
    }

    private Uni<Measured<Long>> lag(Session session) {
        return session.query(REPLICATION).map(rows -> lag(rows.iterator().next()));
    }

    private static Measured<Long> lag(Row row) {
        if (!row.getBoolean("in_recovery")) {
            if (row.getInteger("standbys") == 0) {
                return Measured.unknown("no standby is connected");
            }
            if (row.getInteger("standbys_unknown") > 0) {
                return Measured.unknown("a standby has not reported how far it is");
            }
        }
        Long lag = row.getLong("lag_ms");
        return lag == null ? Measured.unknown("this standby has not replayed a transaction yet") : Measured.of(lag);
    }

    private static final String LAST_BACKUP = """
            SELECT max(finished_at) AS last_backup
            FROM ops.backup
            """;

    private Uni<Measured<Instant>> lastBackup(Session session) {
        return session.query(LAST_BACKUP).map(rows -> {
            OffsetDateTime last = rows.iterator().next().getOffsetDateTime("last_backup");
            return last == null ? Measured.<Instant> unknown("no backup has been reported") : Measured.of(last.toInstant());
        }).onFailure(OwnTable::isUnreadable).recoverWithItem(failure -> OwnTable.unknown("ops.backup", failure));
    }
}
