package com.wedsync.core.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import com.wedsync.core.dev.Bootstrap;

/** What the {@link TestServer} writes into its log, and keeps of statements, while every statement is logged. */
public final class ServerLog implements AutoCloseable {

    private final long start;

    private ServerLog(long start) {
        this.start = start;
    }

    /** Lets the server log all statements of all sessions until closed. */
    public static ServerLog listen() throws SQLException {
        ServerLog log = new ServerLog(Long.parseLong(administer("SELECT size FROM pg_stat_file(pg_current_logfile())")));
        administer("ALTER SYSTEM SET log_min_duration_statement = 0");
        administer("ALTER SYSTEM SET log_statement = 'all'");
        administer("SELECT pg_reload_conf()");
        return log;
    }

    /** The log since then, and the texts in pg_stat_statements. */
    public String text() throws SQLException {
        return administer("SELECT pg_read_file(pg_current_logfile(), " + start + ", 100000000)")
                + administer("SELECT string_agg(query, E'\\n') FROM public.pg_stat_statements");
    }

    @Override
    public void close() throws SQLException {
        administer("ALTER SYSTEM RESET log_min_duration_statement");
        administer("ALTER SYSTEM RESET log_statement");
        administer("SELECT pg_reload_conf()");
    }

    private static String administer(String sql) throws SQLException {
        try (Connection administrator = TestServer.get().connect(Bootstrap.DATABASE, "postgres");
                Statement statement = administrator.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (ResultSet rows = statement.getResultSet()) {
                rows.next();
                return String.valueOf(rows.getString(1));
            }
        }
    }
}
