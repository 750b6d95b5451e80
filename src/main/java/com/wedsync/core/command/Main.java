package com.wedsync.core.command;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.smallrye.common.net.HostName;
import io.smallrye.common.os.Process;

/** The process: without arguments the service, with arguments a command. */
@QuarkusMain
public final class Main {

    /** Looked for once, and in native executables when they are built. */
    private static final List<Preparation> PREPARATIONS = ServiceLoader.load(Preparation.class).stream()
            .map(ServiceLoader.Provider::get).toList();

    /** Until it is known what is wanted, all messages are kept, and it has some of DEBUG for each source of settings. */
    private static final Logger SETTINGS_LOG = Logger.getLogger("io.smallrye.config");

    Main() {
    }

    public static void main(String... args) {
        SETTINGS_LOG.setLevel(Level.INFO);
        if (args.length > 0) {
            System.exit(CommandLine.execute(args));
        }
        Thread.ofPlatform().daemon().name("beside").start(Main::makeReady);
        prepare();
        Quarkus.run();
    }

    /** What every start needs and no setting decides, while the settings are read. */
    private static void makeReady() {
        HostName.getQualifiedHostName();
        Process.getProcessName();
        UUID.randomUUID();
        try {
            SocketChannel.open().close();
        } catch (IOException troubled) {
            // who opens the next one is told
        }
    }

    static void prepare() {
        PREPARATIONS.forEach(Preparation::prepare);
    }
}
