package com.wedsync.core.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The packaged application, JVM or native, as a process of its own. */
public final class PackagedApplication implements AutoCloseable {

    private static final Path TARGET = Path.of("target");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path output;
    private final Path errors;
    private final int port;
    private final int managementPort;

    private PackagedApplication(Process process, Path output, Path errors, int port, int managementPort) {
        this.process = process;
        this.output = output;
        this.errors = errors;
        this.port = port;
        this.managementPort = managementPort;
    }

    /** What a command left. */
    public record Ended(int exitCode, String output, String errors) {
    }

    /**
     * Starts it.
     *
     * @param settings by their names in application.properties; nothing of the kind is taken from the environment
     */
    public static PackagedApplication start(Map<String, String> settings, String... arguments) {
        try {
            List<String> command = new ArrayList<>(executable());
            command.addAll(List.of(arguments));
            Path output = Files.createTempFile(TARGET, "process-", ".out");
            Path errors = Files.createTempFile(TARGET, "process-", ".err");
            int port = freePort();
            int managementPort = freePort();
            ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
            Map<String, String> environment = builder.environment();
            environment.keySet().removeIf(name -> name.startsWith("WEDSYNC_") || name.startsWith("QUARKUS_"));
            // the server of the test run listens on loopback only and has no certificate
            environment.put("WEDSYNC_DATABASE_REQUIRE_TLS", "false");
            environment.put("QUARKUS_HTTP_PORT", String.valueOf(port));
            environment.put("QUARKUS_MANAGEMENT_PORT", String.valueOf(managementPort));
            settings.forEach((name, value) -> environment.put(variable(name), value));
            return new PackagedApplication(builder.start(), output, errors, port, managementPort);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Runs it to its end. */
    public static Ended run(Map<String, String> settings, String... arguments) {
        try (PackagedApplication application = start(settings, arguments)) {
            return application.ended();
        }
    }

    /** Where its API listens on this machine. */
    public int port() {
        return port;
    }

    /** Where its metrics and probes are on this machine. */
    public int managementPort() {
        return managementPort;
    }

    /** Waits for its end. */
    public Ended ended() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("The process does not end: " + log());
            }
            return new Ended(process.exitValue(), Files.readString(output), Files.readString(errors));
        } catch (IOException | InterruptedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The status of a probe, for example {@code live}; 0 if nobody listens. */
    public int probe(String name) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/q/health/" + name))
                .timeout(Duration.ofSeconds(10)).build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException nobody) {
            return 0;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** Waits until a probe answers with {@code status}. */
    public void awaitProbe(String name, int status) {
        await(name + " answers " + status, () -> probe(name) == status);
    }

    /** Waits until {@code condition} holds, while the process lives. */
    public void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline || !process.isAlive()) {
                throw new AssertionError("Not reached: " + what + ", alive=" + process.isAlive() + "\n" + log());
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Everything it has written. */
    public String log() {
        try {
            return Files.readString(output) + Files.readString(errors);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** kill -9. */
    public void kill() {
        process.destroyForcibly();
        ended();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            process.destroy();
            try {
                if (!process.waitFor(30, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException stopped) {
                process.destroyForcibly();
            }
        }
    }

    /** What the build made last: the jar that starts the application, or a native executable. */
    public static Path file() {
        return TARGET.resolve(artifact().getProperty("path")).toAbsolutePath();
    }

    private static List<String> executable() {
        String path = file().toString();
        return artifact().getProperty("type").startsWith("native") ? List.of(path)
                // as in the image, with the cache that makes the start shorter; silent about one that does not fit
                : List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                        "-Xlog:disable", "-XX:AOTCache=" + file().resolveSibling("app.aot"), "-jar", path);
    }

    private static Properties artifact() {
        Properties artifact = new Properties();
        try (InputStream file = Files.newInputStream(TARGET.resolve("quarkus-artifact.properties"))) {
            artifact.load(file);
        } catch (IOException notBuilt) {
            throw new UncheckedIOException("Package the application first", notBuilt);
        }
        return artifact;
    }

    private static String variable(String setting) {
        return setting.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
