package com.wedsync.core.command;

import java.util.ServiceLoader;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The process: without arguments the service, with arguments a command. */
@QuarkusMain
public final class Main {

    private Main() {
    }

    public static void main(String... args) {
        ServiceLoader.load(Preparation.class).forEach(Preparation::prepare);
        Quarkus.run(args);
    }
}
