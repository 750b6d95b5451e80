package com.wedsync.core.access;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.smallrye.jwt.build.Jwt;

/** A key server on a real socket that can rotate its keys, fall silent, fail, go down and come back. */
final class FakeKeyServer implements Closeable {

    private final AtomicInteger asked = new AtomicInteger();
    private volatile int status = 200;
    private volatile String body = "";
    private volatile CountDownLatch silence = new CountDownLatch(0);
    private int port;
    private @Nullable HttpServer server;

    FakeKeyServer() {
        start();
    }

    static RsaJsonWebKey key(String id) {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(id);
            return key;
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A token of the service role that {@code key} verifies. */
    static String token(RsaJsonWebKey key) {
        return Jwt.subject("operator").claim("role", Role.SERVICE).expiresIn(Duration.ofHours(3))
                .jws().keyId(key.getKeyId()).sign(key.getPrivateKey());
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port + "/keys");
    }

    /** From now on the set holds {@code keys} and no others. */
    void publish(RsaJsonWebKey... keys) {
        answer(200, new JsonWebKeySet(keys).toJson(OutputControlLevel.PUBLIC_ONLY));
    }

    void answer(int newStatus, String newBody) {
        status = newStatus;
        body = newBody;
    }

    /** Accepts connections and requests, and never answers. */
    void hang() {
        silence = new CountDownLatch(1);
    }

    void answerAgain() {
        silence.countDown();
    }

    int timesAsked() {
        return asked.get();
    }

    /** On the port it had before. */
    void start() {
        try {
            HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            port = started.getAddress().getPort();
            started.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            started.createContext("/keys", this::handle);
            started.start();
            server = started;
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    @Override
    public void close() {
        answerAgain();
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        try (exchange) {
            silence.await();
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
    }
}
