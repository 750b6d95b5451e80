package com.wedsync.core.migration;

import java.time.Duration;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The database as the owner's log-in reaches it.
 *
 * @param pool for short look-ups and for the lock
 * @param url {@code jdbc:postgresql://…}
 */
record OwnerDatabase(DataSource pool, String url, String user, @Nullable String password) {

    /** What the sessions that execute scripts call themselves in pg_stat_activity. */
    static final String APPLICATION_NAME = "wedsync-migration";

    /**
     * Sessions that execute scripts are not pooled: scripts may leave settings behind. The server looks every other second
     * whether the client still lives, so that the statement of a killed process ends with it.
     */
    PGSimpleDataSource scripts(Duration lockTimeout) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        source.setApplicationName(APPLICATION_NAME);
        source.setOptions("-c lock_timeout=" + lockTimeout.toMillis() + " -c client_connection_check_interval=2000");
        source.setTcpKeepAlive(true);
        source.setSslfactory(Tls13SocketFactory.class.getName());
        return source;
    }

    /** The same server and log-in, another database. */
    PGSimpleDataSource scriptsIn(String database, Duration lockTimeout) {
        PGSimpleDataSource source = scripts(lockTimeout);
        source.setDatabaseName(database);
        return source;
    }
}
