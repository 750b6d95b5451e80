package com.wedsync.core.command;

import java.util.ServiceLoader;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The process: without arguments the service, with arguments a command. */
@QuarkusMain
public final class Main {

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
        ServiceLoader.load(Preparation.class).forEach(Preparation::prepare);
    }
}
