package com.wedsync.core.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints figures as they come, keeps them in target/benchmark/, and remembers which bars were missed. */
final class Report {

    static final Path DIRECTORY = Path.of("target", "benchmark");

    private final Path file;
    private final List<String> misses = new ArrayList<>();

    private Report(Path file) {
        this.file = file;
    }

    static Report named(String name) {
        Path file = DIRECTORY.resolve(name + ".txt");
        Report report = new Report(file);
        report.begin();
        report.line("%s, %d processors, load %.1f, Java %s, reference loop %.2f s", name,
                Runtime.getRuntime().availableProcessors(), load(), Runtime.version(), ReferenceLoop.seconds());
        return report;
    }

    void line(String pattern, Object... values) {
        String line = String.format(Locale.ROOT, pattern, values);
        System.out.println("[benchmark] " + line);
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Notes whether {@code value} stays below {@code bar}. */
    void bar(String what, double value, double bar) {
        boolean met = value < bar;
        String line = String.format(Locale.ROOT, "%s: %.1f, bar %.0f", what, value, bar);
        line("  %s  %s", met ? "met " : "MISS", line);
        if (!met) {
            misses.add(line);
        }
    }

    /** The bars that were missed. */
    List<String> misses() {
        return List.copyOf(misses);
    }

    private void begin() {
        try {
            Files.createDirectories(DIRECTORY);
            Files.deleteIfExists(file);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
