package com.wedsync.core.database;

import java.time.Duration;
import java.util.Optional;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Which PostgreSQL the service owns, and how hard it may lean on it. */
@ConfigMapping(prefix = "wedsync.database")
public interface DatabaseConfig {

    /**
     * Where the database is: {@code postgresql://host:5432/name?sslmode=verify-full&sslrootcert=/path/ca.pem}. Without it a
     * production start fails at once.
     */
    Optional<String> url();

    /**
     * Whether a start is refused unless the URL says {@code sslmode=verify-full}. Switching it off sends data and passwords
     * readable over the network: only for a database on the same machine.
     */
    @WithDefault("true")
    boolean requireTls();

    /** How long a new connection may take. Raising it makes requests wait longer for a server that is gone. */
    @WithDefault("3s")
    Duration connectTimeout();

    /** A statement that took longer is logged, without the values of its parameters. Lowering it makes logs larger. */
    @WithDefault("1s")
    Duration slowStatement();

    /** The log-in that owns the schemas and runs migrations, over JDBC only. */
    Login owner();

    /** The log-in of the data plane; owns nothing and cannot bypass row level security. */
    Login app();

    /** The log-in that measures and tends the database. */
    Login ops();

    /** The pool of the data plane. */
    AppPool appPool();

    /** The connections that reads of one statement share. */
    Shared reads();

    /** The connections that writes of one statement share. */
    Shared writes();

    /** The pool of the operations plane. */
    OpsPool opsPool();

    /** A role that may log in. */
    interface Login {

        /** The role's name; bootstrap.sql creates wedsync_owner, wedsync_app and wedsync_ops. */
        String username();

        /** Its password, if the server asks for one. */
        Optional<String> password();
    }

    /** Bounds of the data plane's pool. */
    interface AppPool {

        /** Connections at most. More than four per core of the server cost throughput rather than give it. */
        @WithDefault("16")
        @Min(1)
        @Max(1000)
        int maxSize();

        /** Requests that may wait for a connection; one more is refused with 503. Raising it hides overload as latency. */
        @WithDefault("256")
        @Min(0)
        @Max(100_000)
        int maxWaiting();

        /**
         * How long a request may wait for a connection before 503. Raising it makes callers wait for what they will not get.
         */
        @WithDefault("2s")
        Duration acquireTimeout();

        /** An unused connection is closed after this long. Raising it keeps server memory for quiet hours. */
        @WithDefault("30s")
        Duration idleTimeout();

        /** The server ends a statement after this long. Raising it lets one bad statement hold a connection longer. */
        @WithDefault("30s")
        Duration statementTimeout();

        /**
         * A write waits this long for another one of the same couple or supplier, then gets 409 with Retry-After. Raising it
         * lets one slow writer hold the connections of those who wait for it.
         */
        @WithDefault("3s")
        Duration lockTimeout();
    }

    /** Bounds of connections that many callers share, several statements on their way in each. */
    interface Shared {

        /** Connections at most. More than two per core of the server cost throughput rather than give it. */
        @WithDefault("4")
        @Min(1)
        @Max(64)
        int connections();

        /** Statements on their way in one connection. Raising it makes quick ones wait behind slow ones. */
        @WithDefault("16")
        @Min(1)
        @Max(256)
        int inFlight();

        /** Statements that may wait for room in a connection; one more is refused with 503. */
        @WithDefault("512")
        @Min(0)
        @Max(100_000)
        int maxWaiting();

        /** How long a statement may wait for a connection to be opened before 503. */
        @WithDefault("2s")
        Duration acquireTimeout();

        /** An unused connection is closed after this long. */
        @WithDefault("2m")
        Duration idleTimeout();

        /** The server ends a statement after this long. Others wait behind it in the same connection: keep it short. */
        @WithDefault("5s")
        Duration statementTimeout();
    }

    /** Bounds of the operations plane's pool. */
    interface OpsPool {

        /** Connections at most; two keep a reading and an answer apart. More take connections from the data plane. */
        @WithDefault("2")
        @Min(1)
        @Max(16)
        int maxSize();

        /** Requests that may wait for a connection; one more is refused with 503. */
        @WithDefault("64")
        @Min(0)
        @Max(10_000)
        int maxWaiting();

        /** How long a request may wait for a connection before 503. */
        @WithDefault("2s")
        Duration acquireTimeout();

        /** An unused connection is closed after this long. */
        @WithDefault("2m")
        Duration idleTimeout();

        /** The server ends a reading after this long, so that observing never becomes a load. */
        @WithDefault("5s")
        Duration statementTimeout();

        /** A reading gives up a lock after this long, so that observing never joins a queue. */
        @WithDefault("100ms")
        Duration lockTimeout();
    }
}
