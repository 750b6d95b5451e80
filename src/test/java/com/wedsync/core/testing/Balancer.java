package com.wedsync.core.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * One address in front of several replicas, as a Kubernetes Service: each connection goes to the next replica whose readiness
 * probe answered last, and stays there. It knows nothing of HTTP and repeats nothing.
 */
public final class Balancer implements Closeable {

    private static final int LOOK_EVERY_MILLIS = 100;

    private final ServerSocket listener;
    private final List<PackagedApplication> members = new CopyOnWriteArrayList<>();
    private volatile List<PackagedApplication> ready = List.of();
    private int next;

    private Balancer(ServerSocket listener) {
        this.listener = listener;
    }

    /** On a free loopback port, in front of nobody yet. */
    public static Balancer start() throws IOException {
        Balancer balancer = new Balancer(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().start(balancer::accept);
        Thread.ofVirtual().start(balancer::look);
        return balancer;
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Waits until {@code replica} is ready and takes it in. */
    public void add(PackagedApplication replica) {
        replica.awaitProbe("ready", 200);
        members.add(replica);
        replica.await("the balancer knows it", () -> ready.contains(replica));
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void look() {
        while (!listener.isClosed()) {
            ready = members.stream().filter(member -> member.isAlive() && member.probe("ready") == 200).toList();
            try {
                Thread.sleep(LOOK_EVERY_MILLIS);
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                connect(listener.accept());
            } catch (IOException closed) {
                // the listener
            }
        }
    }

    /** The client sees it if a replica is gone that was ready a moment ago. */
    private void connect(Socket client) throws IOException {
        List<PackagedApplication> choice = ready;
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), choice.get(next++ % choice.size()).port());
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            Thread.ofVirtual().start(() -> pass(client, server));
            Thread.ofVirtual().start(() -> pass(server, client));
        } catch (IOException refused) {
            client.close();
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from; to; InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException ended) {
            // by the other direction
        }
    }
}
