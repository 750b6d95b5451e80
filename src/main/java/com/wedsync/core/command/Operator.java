package com.wedsync.core.command;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Who types a command, as records name them. */
final class Operator {

    private Operator() {
    }

    static String name() {
        return "command line " + System.getProperty("user.name", "?") + "@" + host();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unnamed) {
            return "unknown";
        }
    }
}
