package com.wedsync.core.database;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** This process among the replicas, as the records in the database name it: host (on Kubernetes, pod) and process id. */
public final class Instance {

    private Instance() {
    }

    /**
     * For example {@code core-database-7c9f/1}; asked each time, since a native executable keeps its constants from its build.
     */
    public static String name() {
        return host() + "/" + ProcessHandle.current().pid();
    }

    private static String host() {
        String pod = System.getenv("HOSTNAME");
        if (pod != null && !pod.isBlank()) {
            return pod;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}
