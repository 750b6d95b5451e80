package com.wedsync.core.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Devices that come back after they lost their streams: each reads what it has missed, and is gone again. */
final class Resumptions implements AutoCloseable {

    /** As of a device that was told the couple's first change only. */
    private static final String LONG_AGO = "1";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ServiceProcess service;

    Resumptions(ServiceProcess service) {
        this.service = service;
    }

    /** Returns when the couple's partner was told a change after the first, or that the service has forgotten so much. */
    void resume(Partner partner) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(service.api("/api/couples/" + partner.couple() + "/changes"))
                .header("Authorization", "Bearer " + partner.token()).header("Accept", "text/event-stream")
                .header("Last-Event-ID", LONG_AGO).timeout(PATIENCE).build();
        HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw new IOException(request.uri() + " answered " + answer.statusCode());
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            String line = lines.readLine();
            while (line != null && !line.startsWith("event: reset") && !line.contains("\"at\":")) {
                line = System.nanoTime() < end ? lines.readLine() : null; // a stream goes on with heartbeats
            }
            if (line == null) {
                throw new IOException(request.uri() + " told of no change");
            }
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
