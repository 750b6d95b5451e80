package com.wedsync.core.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Processor time of a process and those that it started, the ended ones included; read from /proc. */
final class ProcessorTime {

    /** USER_HZ, which Linux shows times in on every architecture that matters here. */
    private static final long TICKS_PER_SECOND = 100;
    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int ENDED_USER = 13;
    private static final int ENDED_SYSTEM = 14;

    private ProcessorTime() {
    }

    static Duration of(long pid) {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        long ticks = ticks(pid, USER, SYSTEM, ENDED_USER, ENDED_SYSTEM)
                + process.descendants().mapToLong(child -> ticks(child.pid(), USER, SYSTEM)).sum();
        return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
    }

    /** Sums fields of /proc/pid/stat, counted from behind the name, which may have spaces; 0 for a process that is gone. */
    private static long ticks(long pid, int... fields) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] values = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long sum = 0;
            for (int field : fields) {
                sum += Long.parseLong(values[field]);
            }
            return sum;
        } catch (IOException gone) {
            return 0;
        }
    }
}
