package com.wedsync.core.command;

import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import io.quarkus.runtime.Quarkus;

/** The commands that need the parts of the service. */
enum Commands {

    MIGRATE,
    DRY_RUN,
    DRY_RUN_WITH_FINDINGS,
    STATUS,
    VERSION;

    /** Keys that begin with %command. in application.properties: no ports, no scheduler, quiet logs. */
    static final String PROFILE = "command";

    /** Starts those parts, runs the command in {@link CommandRun} and returns the exit code. */
    int execute() {
        System.setProperty("quarkus.profile", profile() + "," + PROFILE);
        Main.prepare();
        AtomicInteger exitCode = new AtomicInteger(1);
        Quarkus.run(CommandRun.class, (code, failure) -> exitCode.set(tell(code, failure)), name());
        return exitCode.get();
    }

    private static String profile() {
        return Objects.requireNonNullElseGet(System.getProperty("quarkus.profile"),
                () -> Objects.requireNonNullElse(System.getenv("QUARKUS_PROFILE"), "prod")).toLowerCase(Locale.ROOT);
    }

    private static int tell(int code, @Nullable Throwable failure) {
        if (failure != null) {
            Throwable cause = failure;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            System.err.println(Objects.requireNonNullElse(cause.getMessage(), cause.toString()));
        }
        return code;
    }
}
