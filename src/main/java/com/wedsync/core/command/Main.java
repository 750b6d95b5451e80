package com.wedsync.core.command;

import java.util.ServiceLoader;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The process: without arguments the service, with arguments a command. */
@QuarkusMain
public final class Main {

    private static final String TLS_PROTOCOLS = "jdk.tls.client.protocols";

    Main() {
    }

    public static void main(String... args) {
        refuseOlderTls();
        if (args.length > 0) {
            System.exit(CommandLine.execute(args));
        }
        prepare();
        Quarkus.run();
    }

    /** pgjdbc takes the protocols of the JVM: with this, a server that speaks no TLS 1.3 is refused over JDBC as well. */
    private static void refuseOlderTls() {
        if (System.getProperty(TLS_PROTOCOLS) == null) {
            System.setProperty(TLS_PROTOCOLS, "TLSv1.3");
        }
    }

    static void prepare() {
        ServiceLoader.load(Preparation.class).forEach(Preparation::prepare);
    }
}
