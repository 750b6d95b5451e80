package com.wedsync.core.benchmark;

import java.io.IOException;
import java.util.Locale;

/** Who used how much of the processors since a moment: service, PostgreSQL, and the benchmark itself. */
final class Processors {

    private final ServiceProcess service;
    private final long postmaster;
    private final long begin = System.nanoTime();
    private final double[] before;

    private Processors(ServiceProcess service, long postmaster) {
        this.service = service;
        this.postmaster = postmaster;
        this.before = now();
    }

    static Processors watch(ServiceProcess service, PasswordServer server) throws IOException {
        return new Processors(service, server.postmaster());
    }

    /** In processors, of which the machine has as many as the report says. */
    @Override
    public String toString() {
        double seconds = (System.nanoTime() - begin) / 1e9;
        double[] after = now();
        return String.format(Locale.ROOT, "processors: service %.2f, PostgreSQL %.2f, clients %.2f",
                (after[0] - before[0]) / seconds, (after[1] - before[1]) / seconds, (after[2] - before[2]) / seconds);
    }

    private double[] now() {
        return new double[] { service.cpu().toMillis() / 1e3, ProcessorTime.of(postmaster).toMillis() / 1e3,
                ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() / 1e3 };
    }
}
