package com.wedsync.core.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;

import org.jspecify.annotations.Nullable;

import io.quarkus.runtime.util.ClassPathUtils;

/** The scripts of this package and their checksums, as Flyway computes them. Native executables carry the result. */
final class PackagedScripts {

    private static final String FOLDER = "db/migration";

    private static final Map<String, Integer> CHECKSUMS = checksums();

    private PackagedScripts() {
    }

    /** What a database says of one script that was applied; no checksum of what failed. */
    record Applied(String script, @Nullable Integer checksum) {

        /** The file's name. */
        private String name() {
            return script.substring(script.lastIndexOf('/') + 1);
        }

        /** What has no checksum is not, whatever it is called. */
        private boolean isOfThisPackage() {
            return checksum != null && checksum.equals(CHECKSUMS.get(name()));
        }
    }

    /** Whether {@code history} has each of them as it is, once, and nothing else. */
    static boolean areExactly(List<Applied> history) {
        return history.size() == CHECKSUMS.size()
                && history.stream().map(Applied::name).distinct().count() == CHECKSUMS.size()
                && history.stream().allMatch(Applied::isOfThisPackage);
    }

    private static Map<String, Integer> checksums() {
        Map<String, Integer> checksums = new HashMap<>();
        try {
            ClassPathUtils.consumeAsPaths(PackagedScripts.class.getClassLoader(), FOLDER, folder -> read(folder, checksums));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Map.copyOf(checksums);
    }

    private static void read(Path folder, Map<String, Integer> checksums) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                checksums.put(file.getFileName().toString(), checksum(Files.readAllBytes(file)));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Of the lines without what ends them. */
    private static int checksum(byte[] script) {
        CRC32 crc = new CRC32();
        int start = 0;
        for (int i = 0; i < script.length; i++) {
            if (script[i] == '\n' || script[i] == '\r') {
                crc.update(script, start, i - start);
                start = i + 1;
            }
        }
        crc.update(script, start, script.length - start);
        return (int) crc.getValue();
    }
}
