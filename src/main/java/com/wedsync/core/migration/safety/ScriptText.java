package com.wedsync.core.migration.safety;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.flywaydb.core.api.MigrationInfo;
import org.jspecify.annotations.Nullable;

/** Scripts with their comments, which Flyway leaves out of the statements. */
public final class ScriptText {

    private static final String FOLDER = "/db/migration/";

    private ScriptText() {
    }

    /** Of a file, or of a resource of the package. */
    public static String read(MigrationInfo script) {
        return read(script.getPhysicalLocation(), name(script));
    }

    static String read(@Nullable String location, String name) {
        try (InputStream stream = location != null && Files.isRegularFile(Path.of(location))
                ? Files.newInputStream(Path.of(location))
                : ScriptText.class.getResourceAsStream(FOLDER + name)) {
            return stream == null ? "" : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The file's name: Quarkus' Flyway calls a script by its path. */
    public static String name(MigrationInfo script) {
        return script.getScript().substring(script.getScript().lastIndexOf('/') + 1);
    }
}
