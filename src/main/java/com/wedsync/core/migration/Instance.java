package com.wedsync.core.migration;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Objects;

/** This process among the replicas: host name and process id. */
final class Instance {

    private Instance() {
    }

    static String name() {
        return host() + "/" + ProcessHandle.current().pid();
    }

    private static String host() {
        String fromEnvironment = System.getenv("HOSTNAME");
        if (fromEnvironment != null && !fromEnvironment.isBlank()) {
            return fromEnvironment;
        }
        try {
            return Objects.requireNonNullElse(InetAddress.getLocalHost().getHostName(), "localhost");
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}
