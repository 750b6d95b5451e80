package com.wedsync.core.migration;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

/**
 * Migrations for a process that does nothing else: on the thread of its caller, without {@link MigrationState} and
 * {@link SchemaReady}, on which a service would start to work.
 */
@Singleton
public final class MigrationCommand {

    private static final Logger LOG = Logger.getLogger(MigrationCommand.class);

    private final Migrator migrator;
    private final DryRun dryRun;
    private final StatusReader reader;
    private final MigrationConfig config;

    MigrationCommand(Migrator migrator, DryRun dryRun, StatusReader reader, MigrationConfig config) {
        this.migrator = migrator;
        this.dryRun = dryRun;
        this.reader = reader;
        this.config = config;
    }

    /** Applies what is pending, after waiting for a run of somebody else as long as configured. */
    public MigrationResult migrate(String requestedBy) {
        return migrator.migrate(requestedBy, config.maxWait(), new Waiting());
    }

    /** Executes what is pending in a throw-away database. */
    public MigrationResult dryRun(String requestedBy) {
        return dryRun.run(requestedBy);
    }

    /** What is applied and what is pending. */
    public MigrationStatus status() {
        return reader.read();
    }

    private static final class Waiting implements Migrator.Listener {
        @Override
        public void waiting() {
            LOG.info("Another process migrates this database, waiting for it");
        }

        @Override
        public void running() {
            // the scripts are told one by one
        }
    }
}
