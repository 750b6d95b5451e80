package com.wedsync.core.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.wedsync.core.testing.TestDatabase;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/**
 * The page's scripts without a browser: types, which the bundler drops unread, and formats. Its own Deno runs them: no Node is
 * needed.
 */
@QuarkusTest // which has bundled the page before, so that Deno is there
@WithTestResource(TestDatabase.class)
class ScriptsTest {

    private static final Path MODULES = Path.of("target", "web-bundler", "node_modules", "@deno");

    private static final Path FORMATS = Path.of("src", "test", "resources", "com", "wedsync", "core", "page", "format.test.ts");

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

    @Test
    void numbers_are_written_as_people_read_them() throws Exception {
        Ended ended = run("run", "--no-check", FORMATS.toString());

        assertThat(ended.said()).matches("(?s)(\\d+) of \\1\\s*");
        assertThat(ended.status()).isZero();
    }

    /** What is wrong; nothing if nothing is. */
    private String check(Path script) throws IOException, InterruptedException {
        Ended ended = run("check", "--config", "tsconfig.json", script.toString());
        return ended.status() == 0 ? "" : ended.said();
    }

    private record Ended(int status, String said) {
    }

    private Ended run(String command, String... arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(
                List.of(deno().toString(), command, "--quiet", "--no-remote", "--unstable-sloppy-imports"));
        words.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(words).redirectErrorStream(true);
        process.environment().put("DENO_DIR", cache.resolve("deno").toString());
        process.environment().put("DENO_NO_UPDATE_CHECK", "1");
        Process running = process.start();
        try (InputStream output = running.getInputStream()) {
            String said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(running.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return new Ended(running.exitValue(), said);
        }
    }

    private static Path deno() throws IOException {
        try (Stream<Path> files = Files.walk(MODULES)) {
            return files.filter(file -> file.getFileName().toString().matches("deno(\\.exe)?") && Files.isRegularFile(file))
                    .findFirst().orElseThrow();
        }
    }
}
