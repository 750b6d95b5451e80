package com.wedsync.core.migration.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptTextTest {

    @Test
    void a_script_is_read_from_its_file() throws IOException {
        Path file = Files.writeString(folder.resolve("V9005__seat.sql"), "-- a comment\nSELECT 1;");

        assertThat(ScriptText.read(file.toString(), "V9005__seat.sql")).isEqualTo("-- a comment\nSELECT 1;");
    }

    @Test
    void a_script_of_the_package_is_read_without_a_file() {
        assertThat(ScriptText.read("jar:file:/app.jar!/db/migration/V94__conductor.sql", "V94__conductor.sql"))
                .startsWith("-- ").contains("CREATE TABLE");
        assertThat(ScriptText.read(null, "V9999__nowhere.sql")).isEmpty();
    }

    @TempDir
    private Path folder;
}
