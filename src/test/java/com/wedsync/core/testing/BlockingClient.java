package com.wedsync.core.testing;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.RequestOptions;

/** Vert.x' HTTP client for threads that wait for their answers. */
public final class BlockingClient implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    private final HttpClient client;

    public BlockingClient(HttpClientOptions options) {
        client = vertx.createHttpClient(options);
    }

    /** An answer, whatever its status. */
    public record Answer(int status, Buffer body) {
    }

    /**
     * Waits for the whole answer. What shall happen with it is said on the event loop: said on the waiting thread, it can come
     * when the answer has passed already, and would wait for ever.
     *
     * @throws IOException there is none within {@code patience}
     */
    public Answer send(RequestOptions options, Buffer content, Duration patience) throws IOException, InterruptedException {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        vertx.runOnContext(here -> client.request(options)
                .compose(request -> request.send(content))
                .compose(response -> response.body().map(body -> new Answer(response.statusCode(), body)))
                .onSuccess(answer::complete)
                .onFailure(answer::completeExceptionally));
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException none) {
            throw new IOException(options.getMethod() + " " + options.getURI() + " was not answered", none);
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
