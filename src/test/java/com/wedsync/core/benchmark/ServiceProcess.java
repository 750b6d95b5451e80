package com.wedsync.core.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged service as a process of its own, with its API and its probes on free loopback ports. */
final class ServiceProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** A process that learns writes down at its end what it has learned. */
    private static final Duration PATIENCE_AT_THE_END = Duration.ofMinutes(5);
    private static final Duration POLL = Duration.ofMillis(2);

    private final Process process;
    private final int port;
    private final int managementPort;
    private final Duration timeToRun;
    private final Duration timeToReady;

    private ServiceProcess(Process process, int port, int managementPort, Duration timeToRun, Duration timeToReady) {
        this.process = process;
        this.port = port;
        this.managementPort = managementPort;
        this.timeToRun = timeToRun;
        this.timeToReady = timeToReady;
    }

    /** Starts {@code artifact} and returns when its readiness probe answers 200. */
    static ServiceProcess start(Artifact artifact, Map<String, String> settings) throws IOException, InterruptedException {
        int port = freePort();
        int managementPort = freePort();
        Path log = Files.createDirectories(Report.DIRECTORY).resolve("service-" + artifact.name() + "-" + port + ".log");
        ProcessBuilder builder = new ProcessBuilder(artifact.command())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MALLOC_")); // PostgreSQL's
        builder.environment().putAll(settings);
        builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        builder.environment().put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        builder.environment().put("QUARKUS_MANAGEMENT_PORT", Integer.toString(managementPort));
        long asked = System.nanoTime();
        Process process = builder.start();
        long begin = System.nanoTime();
        while (!isReady(managementPort)) {
            if (!process.isAlive() || System.nanoTime() - begin > PATIENCE.toNanos()) {
                process.destroyForcibly();
                throw new IllegalStateException("the service does not become ready, see " + log);
            }
            Thread.sleep(POLL);
        }
        return new ServiceProcess(process, port, managementPort, Duration.ofNanos(begin - asked),
                Duration.ofNanos(System.nanoTime() - begin));
    }

    /** What Java takes to make a process, by a helper that the service replaces at its end. */
    Duration timeToRun() {
        return timeToRun;
    }

    /** From when the process runs the service to the first 200 of the readiness probe. */
    Duration timeToReady() {
        return timeToReady;
    }

    URI api(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    URI management(String path) {
        return URI.create("http://127.0.0.1:" + managementPort + path);
    }

    /** Memory of the process that is in RAM now. */
    double residentMebibytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Integer.parseInt(line.replaceAll("\\D", "")) / 1024.0;
            }
        }
        throw new IOException("the process is gone");
    }

    /** Processor time since the start. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE_AT_THE_END.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    /** A bare socket: a probe must cost nothing beside what it waits for. */
    private static boolean isReady(int managementPort) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), managementPort)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write("GET /q/health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            String status = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            return status != null && status.startsWith("HTTP/1.1 200");
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Until somebody listens on {@code port} of this machine. */
    static void awaitPort(int port) throws InterruptedException {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < PATIENCE.toNanos()) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException notYet) {
                Thread.sleep(POLL);
            }
        }
        throw new IllegalStateException("nobody listens on port " + port);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
