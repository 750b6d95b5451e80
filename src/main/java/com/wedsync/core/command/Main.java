package com.wedsync.core.command;

import java.util.List;
import java.util.ServiceLoader;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The process: without arguments the service, with arguments a command. */
@QuarkusMain
public final class Main {

    /** Looked for once, and in native executables when they are built. */
    private static final List<Preparation> PREPARATIONS = ServiceLoader.load(Preparation.class).stream()
            .map(ServiceLoader.Provider::get).toList();

    Main() {
    }

    public static void main(String... args) {
        if (args.length > 0) {
            System.exit(CommandLine.execute(args));
        }
        prepare();
        Quarkus.run();
    }

    static void prepare() {
        PREPARATIONS.forEach(Preparation::prepare);
    }
}
