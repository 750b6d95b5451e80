package com.wedsync.core.monitoring;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of Debian that serves on this machine until it is closed. */
record Tool(Process process, int port) implements AutoCloseable {

    static boolean isInstalled(String name) {
        return Files.isExecutable(Path.of("/usr/bin", name));
    }

    static Tool prometheus(Path directory, int service, int alertmanager) throws IOException {
        Files.writeString(directory.resolve("rules.yaml"), liveRules());
        Files.writeString(directory.resolve("prometheus.yaml"), """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: [rules.yaml]
                alerting: {alertmanagers: [{static_configs: [{targets: ['127.0.0.1:%d']}]}]}
                scrape_configs:
                  - job_name: core-database
                    metrics_path: /q/metrics
                    static_configs: [{targets: ['127.0.0.1:%d']}]
                """.formatted(alertmanager, service));
        int port = freePort();
        return start(directory, port, "prometheus", "--config.file=" + directory.resolve("prometheus.yaml"),
                "--storage.tsdb.path=" + directory.resolve("prometheus"), "--web.listen-address=127.0.0.1:" + port);
    }

    static Tool alertmanager(Path directory, int webhook) throws IOException {
        Files.writeString(directory.resolve("alertmanager.yaml"), """
                route: {receiver: test, group_by: [alertname], group_wait: 0s, group_interval: 1s}
                receivers: [{name: test, webhook_configs: [{url: 'http://127.0.0.1:%d/prometheus'}]}]
                """.formatted(webhook));
        int port = freePort();
        return start(directory, port, "prometheus-alertmanager", "--config.file=" + directory.resolve("alertmanager.yaml"),
                "--storage.path=" + directory.resolve("alertmanager"), "--cluster.listen-address=",
                "--web.listen-address=127.0.0.1:" + port);
    }

    /** The rules as they are, looked at every second, and over without delay. */
    private static String liveRules() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("k8s/monitoring/prometheus-rule.yaml"));
        return String.join("\n", lines.subList(lines.indexOf("spec:") + 1, lines.size()).stream()
                .filter(line -> !line.strip().startsWith("interval:") && !line.strip().startsWith("keep_firing_for:"))
                .map(line -> line.substring(Math.min(2, line.length()))).toList()) + "\n";
    }

    private static Tool start(Path directory, int port, String... command) throws IOException {
        return new Tool(new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(directory.resolve(command[0] + ".log").toFile()).start(), port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
