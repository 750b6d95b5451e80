package com.wedsync.core.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.testing.Tokens;

/** How soon the service is ready on a database that is migrated, and how much memory it holds. */
@Tag("benchmark")
class StartUpBenchmark {

    private static final int STARTS = Integer.getInteger("wedsync.benchmark.starts", 10);
    private static final int REQUESTS = 200;
    private static final int IDLE_MILLIS = 5_000;
    private static final int JVM_READY_MILLIS = 3_000;
    private static final int NATIVE_READY_MILLIS = 150;
    private static final int NATIVE_IDLE_MEBIBYTES = 100;

    @Test
    void ready_and_small() throws Exception {
        Report report = Report.named("start-up");
        List<Artifact> artifacts = Artifact.built();
        Map<Artifact, List<Start>> starts = new HashMap<>();
        try (PasswordServer server = PasswordServer.start(); HttpClient client = HttpClient.newHttpClient()) {
            ServiceProcess.start(artifacts.getFirst(), server.settings()).close(); // migrates
            for (int round = 0; round < STARTS; round++) {
                for (Artifact artifact : artifacts) {
                    starts.computeIfAbsent(artifact, first -> new ArrayList<>()).add(start(artifact, server, client));
                }
            }
        }
        for (Artifact artifact : artifacts) {
            tell(report, artifact, starts.getOrDefault(artifact, List.of()));
        }
        assertThat(report.misses()).isEmpty();
    }

    private record Start(double runMillis, double readyMillis, double cpuMillis, double idleMebibytes, double usedMebibytes) {
    }

    private static Start start(Artifact artifact, PasswordServer server, HttpClient client) throws Exception {
        try (ServiceProcess service = ServiceProcess.start(artifact, server.settings())) {
            double cpu = service.cpu().toMillis();
            Thread.sleep(IDLE_MILLIS);
            double idle = service.residentMebibytes();
            HttpRequest request = HttpRequest.newBuilder(service.api("/api/database/metrics"))
                    .header("Authorization", "Bearer " + Tokens.service()).build();
            for (int i = 0; i < REQUESTS; i++) {
                assertThat(client.send(request, BodyHandlers.ofByteArray()).statusCode()).isEqualTo(200);
            }
            return new Start(service.timeToRun().toNanos() / 1e6, service.timeToReady().toNanos() / 1e6, cpu, idle,
                    service.residentMebibytes());
        }
    }

    private static void tell(Report report, Artifact artifact, List<Start> starts) throws Exception {
        Figures run = Figures.of(starts.stream().mapToDouble(Start::runMillis).toArray());
        Figures ready = Figures.of(starts.stream().mapToDouble(Start::readyMillis).toArray());
        Figures cpu = Figures.of(starts.stream().mapToDouble(Start::cpuMillis).toArray());
        Figures idle = Figures.of(starts.stream().mapToDouble(Start::idleMebibytes).toArray());
        Figures used = Figures.of(starts.stream().mapToDouble(Start::usedMebibytes).toArray());
        report.line("%s, %d starts on a migrated database", artifact.name(), starts.size());
        report.line("  until it is executed, ms        %s", run.spread());
        report.line("  exec to ready, ms               %s", ready.spread());
        report.line("  processor time until then, ms   %s", cpu.spread());
        report.line("  resident, idle for 5 s, MiB     %s", idle.spread());
        report.line("  resident, after %d calls, MiB  %s", REQUESTS, used.spread());
        if (artifact.isOfBefore()) {
            return;
        }
        report.bar(artifact.name() + " ready, ms", ready.median(),
                artifact.isNative() ? NATIVE_READY_MILLIS : JVM_READY_MILLIS);
        if (artifact.isNative()) {
            report.bar("native idle, MiB", idle.median(), NATIVE_IDLE_MEBIBYTES);
        }
    }
}
