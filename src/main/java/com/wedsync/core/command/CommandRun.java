package com.wedsync.core.command;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import com.wedsync.core.error.Failure;
import com.wedsync.core.migration.MigrationCommand;
import com.wedsync.core.migration.MigrationResult;
import com.wedsync.core.migration.MigrationStatus;

import io.quarkus.runtime.QuarkusApplication;

/** A command under way: results go to the standard output, errors to the other. */
@Singleton
class CommandRun implements QuarkusApplication {

    private final RequiredSettings settings;
    private final MigrationCommand migration;
    private final String version;

    CommandRun(RequiredSettings settings, MigrationCommand migration,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.settings = settings;
        this.migration = migration;
        this.version = version;
    }

    @Override
    public int run(String... args) {
        Commands command = Commands.valueOf(args[0]);
        if (command == Commands.VERSION) {
            System.out.println("core-database " + version);
            return 0;
        }
        settings.requireDatabase();
        try {
            return switch (command) {
                case MIGRATE -> report(migration.migrate(Operator.name()));
                case DRY_RUN -> report(migration.dryRun(Operator.name()));
                case DRY_RUN_WITH_FINDINGS -> reportJudged(migration.dryRun(Operator.name()));
                default -> report(migration.status());
            };
        } catch (Failure failure) {
            System.err.println(failure.getMessage());
            if (failure.getCause() != null) {
                System.err.println(failure.getCause().getMessage());
            }
            return 1;
        }
    }

    static int report(MigrationResult result) {
        System.out.print(MigrationText.of(result));
        result.errors().forEach(error -> System.err.println("Failed: " + error));
        return result.success() ? 0 : 1;
    }

    /** A gate must not open because nobody could look. */
    static int reportJudged(MigrationResult result) {
        int exitCode = report(result);
        if (result.success() && result.findings() == null) {
            System.err.println("Failed: the pending scripts were not judged. " + result.checked());
            return 1;
        }
        return exitCode;
    }

    private static int report(MigrationStatus status) {
        System.out.print(MigrationText.of(status));
        status.errors().forEach(error -> System.err.println("Invalid: " + error));
        return switch (status.state()) {
            case UP_TO_DATE, PENDING, RUNNING -> 0;
            case FAILED, INTERRUPTED, INVALID -> 1;
        };
    }
}
