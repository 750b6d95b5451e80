package com.wedsync.core.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.dev.EmbeddedServer;

import io.zonky.test.db.postgres.embedded.PgBinaryResolver;

/** The PostgreSQL of this test run: one embedded server a JVM, of the version that {@code wedsync.test.postgresql} names. */
public final class TestServer {

    static final Map<String, String> SETTINGS = Map.of("max_connections", "120", "logging_collector", "on");
    private static @Nullable EmbeddedServer server;

    private TestServer() {
    }

    public static synchronized EmbeddedServer get() {
        EmbeddedServer running = server;
        if (running == null) {
            running = start();
            server = running;
        }
        return running;
    }

    /** Another server of the same version, for tests that stop, freeze or break it. */
    public static EmbeddedServer start() {
        return EmbeddedServer.temporary(SETTINGS, binaries());
    }

    /** Of the version under test; {@code null} for those on the class path. */
    static @Nullable PgBinaryResolver binaries() {
        return binaries(System.getProperty("wedsync.test.postgresql", "18"));
    }

    /** PostgreSQL 18 is on the class path; -Ppostgresql-versions copies the others to the build directory. */
    private static @Nullable PgBinaryResolver binaries(String version) {
        return version.equals("18") ? null
                : (system, architecture) -> open(Path.of("target", "postgresql", version + ".jar"));
    }

    private static InputStream open(Path jar) throws IOException {
        ZipInputStream entries = new ZipInputStream(Files.newInputStream(jar));
        for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
            if (entry.getName().endsWith(".txz")) {
                return entries;
            }
        }
        throw new IOException("no PostgreSQL in " + jar);
    }
}
