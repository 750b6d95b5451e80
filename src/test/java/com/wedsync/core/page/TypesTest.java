package com.wedsync.core.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.wedsync.core.testing.TestDatabase;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** The types of the page's scripts, which the bundler drops unread. Its own Deno checks them: no Node is needed. */
@QuarkusTest // which has bundled the page before, so that Deno is there
@WithTestResource(TestDatabase.class)
class TypesTest {

    private static final Path MODULES = Path.of("target", "web-bundler", "node_modules", "@deno");

    @TempDir
    private Path cache;

    @Test
    void every_type_is_right() throws Exception {
        assertThat(check(Path.of("src", "main", "web", "app", "index.ts"))).isEmpty();
    }

    @Test
    void one_that_is_wrong_would_be_found() throws Exception {
        Path wrong = Files.writeString(cache.resolve("wrong.ts"), "export const count: number = 'many';\n");

        assertThat(check(wrong)).contains("TS2322");
    }

    /** What is wrong; nothing if nothing is. */
    private String check(Path script) throws IOException, InterruptedException {
        ProcessBuilder command = new ProcessBuilder(deno().toString(), "check", "--quiet", "--no-remote",
                "--unstable-sloppy-imports", "--config", "tsconfig.json", script.toString());
        command.environment().put("DENO_DIR", cache.resolve("deno").toString());
        command.environment().put("DENO_NO_UPDATE_CHECK", "1");
        Process process = command.redirectErrorStream(true).start();
        try (InputStream output = process.getInputStream()) {
            String said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return process.exitValue() == 0 ? "" : said;
        }
    }

    private static Path deno() throws IOException {
        try (Stream<Path> files = Files.walk(MODULES)) {
            return files.filter(file -> file.getFileName().toString().matches("deno(\\.exe)?") && Files.isRegularFile(file))
                    .findFirst().orElseThrow();
        }
    }
}
