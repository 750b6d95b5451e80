package com.wedsync.core.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import org.jspecify.annotations.Nullable;

import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;

/** The open response of one client that is sent events. Counts what the client has not taken yet; who writes asks first. */
public final class Outlet {

    /** A client that does not read cannot be told so; its connection is closed after this long. */
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final int bound;
    private final AtomicInteger untaken = new AtomicInteger();
    private final AtomicReference<@Nullable Runnable> onRoom = new AtomicReference<>();
    private long lastWrite = System.nanoTime();
    private boolean ended;

    /** @param bound bytes that may wait for the client */
    public Outlet(Vertx vertx, HttpServerRequest request, int bound) {
        this.vertx = vertx;
        this.request = request;
        this.response = request.response();
        this.bound = bound;
    }

    /**
     * Sends the head and after how long to come back when the stream ends; {@code false} if the client wants no more than the
     * head.
     */
    public boolean start(Duration retry) {
        response.setStatusCode(200)
                .putHeader(HttpHeaders.CONTENT_TYPE, MediaType.SERVER_SENT_EVENTS)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("X-Accel-Buffering", "no"); // nginx would keep events until it has enough of them
        if (request.method() == HttpMethod.HEAD) {
            ended = true;
            response.end();
            return false;
        }
        response.setChunked(true);
        write(Buffer.buffer("retry: " + retry.toMillis() + "\n\n"));
        return true;
    }

    /** Sends more, if there is somebody to send it to. */
    public void write(Buffer text) {
        if (isGone()) {
            return;
        }
        int length = text.length();
        untaken.addAndGet(length);
        lastWrite = System.nanoTime();
        response.write(text).onComplete(taken -> {
            if (untaken.addAndGet(-length) <= bound / 2) {
                roomAgain();
            }
        });
    }

    /** Nothing more should be written for now. */
    public boolean isFull() {
        return untaken.get() >= bound;
    }

    /** Calls {@code then} once, on any thread, when the client has taken half of what it may leave. */
    public void whenRoom(Runnable then) {
        onRoom.set(then);
        if (untaken.get() <= bound / 2) {
            roomAgain();
        }
    }

    private void roomAgain() {
        Runnable then = onRoom.getAndSet(null);
        if (then != null) {
            then.run();
        }
    }

    /** Since something was written last. */
    public Duration silence() {
        return Duration.ofNanos(System.nanoTime() - lastWrite);
    }

    /** Whether there is nobody to send to any more. */
    public boolean isGone() {
        return ended || response.ended() || response.closed();
    }

    /** The last words. */
    public void end(Buffer bye) {
        if (!isGone()) {
            farewell(bye);
        }
    }

    /** The last words of a replica that stops: the connection ends with them, so that the client asks another one. */
    public void leave(Buffer bye) {
        if (!isGone()) {
            Future<Void> said = farewell(bye);
            if (request.version() != HttpVersion.HTTP_2) {
                said.onSuccess(taken -> request.connection().close());
            }
        }
    }

    private Future<Void> farewell(Buffer bye) {
        ended = true;
        Future<Void> said = response.end(bye);
        if (untaken.get() > 0) {
            vertx.setTimer(GOODBYE.toMillis(), late -> {
                if (untaken.get() > 0) {
                    cut();
                }
            });
        }
        return said;
    }

    /** Closing in the ordinary way would wait until all is taken. */
    private void cut() {
        if (request.version() == HttpVersion.HTTP_2) {
            response.reset();
        } else {
            ChannelHandlerContext head = ((ConnectionBase) request.connection()).channel().pipeline().firstContext();
            if (head != null) {
                head.close();
            }
        }
    }
}
