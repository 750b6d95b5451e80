package com.wedsync.core.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Devices that follow the changes of their couples, each with an open stream. One thread reads all of them from bare sockets:
 * they share the processor with what is measured.
 */
final class Audience implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int OPENED_AT_A_TIME = 8;

    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
    private final Semaphore opening = new Semaphore(OPENED_AT_A_TIME);
    private final Thread reader = Thread.ofPlatform().daemon().name("audience").unstarted(this::read);
    private final List<SocketChannel> channels = new ArrayList<>();
    private final List<Double> latencies = new ArrayList<>();
    private int delivered;

    private Audience() throws IOException {
    }

    /** Opens {@code streams} of them, spread over {@code partners}, and returns when each was told where it stands. */
    static Audience gather(ServiceProcess service, List<Partner> partners, int streams) throws Exception {
        Audience audience = new Audience();
        audience.reader.start();
        try {
            for (int stream = 0; stream < streams; stream++) {
                audience.await(1);
                audience.join(service, partners.get(stream % partners.size()));
            }
            audience.await(OPENED_AT_A_TIME);
        } catch (Exception unopened) {
            audience.close();
            throw unopened;
        }
        audience.opening.release(OPENED_AT_A_TIME);
        return audience;
    }

    /** Changes that have arrived since the last {@link #forget()}, on all devices together. */
    synchronized int delivered() {
        return delivered;
    }

    /** Milliseconds from the change to its arrival, by the one clock of this machine. */
    synchronized Figures latencies() {
        return Figures.of(latencies.stream().mapToDouble(Double::doubleValue).toArray());
    }

    synchronized void forget() {
        delivered = 0;
        latencies.clear();
    }

    private void await(int count) throws InterruptedException {
        if (!opening.tryAcquire(count, PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("The streams do not open");
        }
    }

    private void join(ServiceProcess service, Partner partner) throws IOException {
        URI stream = service.api("/api/couples/" + partner.couple() + "/changes");
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), stream.getPort()));
        channels.add(channel);
        channel.write(
                ByteBuffer.wrap(("GET " + stream.getPath() + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
                        + "Authorization: Bearer " + partner.token() + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII)));
        channel.configureBlocking(false);
        selector.wakeup();
        channel.register(selector, SelectionKey.OP_READ, new EventLines());
    }

    private void read() {
        try {
            while (selector.isOpen()) {
                selector.select(this::read, 100);
            }
        } catch (ClosedSelectorException end) {
            // closed between two readings, or in the midst of one
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void read(SelectionKey key) {
        try {
            buffer.clear();
            if (((SocketChannel) key.channel()).read(buffer) < 0) {
                throw new IllegalStateException("The service has ended a stream");
            }
            Instant now = Instant.now();
            for (EventLines.Event event : ((EventLines) key.attachment()).take(buffer.flip())) {
                hear(event, now);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private synchronized void hear(EventLines.Event event, Instant now) {
        if (event.at() == null) {
            opening.release();
        } else {
            latencies.add(Duration.between(event.at(), now).toNanos() / 1e6);
            delivered++;
        }
    }

    @Override
    public void close() throws Exception {
        selector.close();
        reader.join();
        for (SocketChannel channel : channels) {
            channel.close();
        }
    }
}
