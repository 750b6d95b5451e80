package com.wedsync.core.maintenance;

import java.net.InetAddress;
import java.net.UnknownHostException;

import jakarta.inject.Singleton;

/** This process, as the history names it. */
@Singleton
class Instance {

    private final String name;

    Instance() {
        this.name = host() + "/" + ProcessHandle.current().pid();
    }

    String name() {
        return name;
    }

    private static String host() {
        String pod = System.getenv("HOSTNAME");
        if (pod != null && !pod.isBlank()) {
            return pod;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unnamed) {
            return "unknown";
        }
    }
}
