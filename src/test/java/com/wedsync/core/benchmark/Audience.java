package com.wedsync.core.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Devices that follow the changes of their couples, each with an open stream, on bare sockets: they share the processor. */
final class Audience implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String AT = "\"at\":\"";

    private final List<Socket> sockets = new ArrayList<>();
    private final AtomicLong delivered = new AtomicLong();
    private final Queue<Double> latencies = new ConcurrentLinkedQueue<>();

    /** Opens {@code streams} of them, spread over {@code partners}, and returns when each was told where it stands. */
    static Audience gather(ServiceProcess service, List<Partner> partners, int streams) throws Exception {
        Audience audience = new Audience();
        CountDownLatch opened = new CountDownLatch(streams);
        for (int stream = 0; stream < streams; stream++) {
            audience.join(service, partners.get(stream % partners.size()), opened);
        }
        if (!opened.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException(opened.getCount() + " streams did not open");
        }
        return audience;
    }

    /** Changes that have arrived since the last {@link #forget()}, on all devices together. */
    long delivered() {
        return delivered.get();
    }

    /** Milliseconds from the change to its arrival, by the one clock of this machine. */
    Figures latencies() {
        return Figures.of(latencies.stream().mapToDouble(Double::doubleValue).toArray());
    }

    void forget() {
        delivered.set(0);
        latencies.clear();
    }

    private void join(ServiceProcess service, Partner partner, CountDownLatch opened) throws IOException {
        URI stream = service.api("/api/couples/" + partner.couple() + "/changes");
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), stream.getPort());
        sockets.add(socket);
        socket.getOutputStream()
                .write(("GET " + stream.getPath() + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
                        + "Authorization: Bearer " + partner.token() + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        Thread.ofVirtual().start(() -> listen(socket, opened));
    }

    private void listen(Socket socket, CountDownLatch opened) {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 2048)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals("event: position")) {
                    opened.countDown();
                } else if (line.startsWith("data:") && line.contains(AT)) {
                    hear(line);
                }
            }
        } catch (IOException closed) {
            if (!socket.isClosed()) {
                throw new UncheckedIOException(closed);
            }
        }
    }

    private void hear(String line) {
        int begin = line.lastIndexOf(AT) + AT.length();
        Instant at = Instant.parse(line.substring(begin, line.indexOf('"', begin)));
        latencies.add(Duration.between(at, Instant.now()).toNanos() / 1e6);
        delivered.incrementAndGet();
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
