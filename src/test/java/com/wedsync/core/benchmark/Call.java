package com.wedsync.core.benchmark;

import java.net.URI;

import org.jspecify.annotations.Nullable;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;

/**
 * A request as a client sends it.
 *
 * @param token the bearer's; {@code null} for none
 * @param body JSON; {@code null} for none
 * @param key of a write that happens once; {@code null} for none
 */
record Call(HttpMethod method, URI uri, @Nullable String token, @Nullable String body, @Nullable String key) {

    static Call get(URI uri) {
        return new Call(HttpMethod.GET, uri, null, null, null);
    }

    RequestOptions options() {
        RequestOptions options = new RequestOptions().setMethod(method).setHost(uri.getHost()).setPort(uri.getPort())
                .setURI(uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery());
        if (token != null) {
            options.putHeader("Authorization", "Bearer " + token);
        }
        if (body != null) {
            options.putHeader("Content-Type", "application/json");
        }
        if (key != null) {
            options.putHeader("Idempotency-Key", key);
        }
        return options;
    }

    Buffer content() {
        return body == null ? Buffer.buffer() : Buffer.buffer(body);
    }

    @Override
    public String toString() {
        return method + " " + uri;
    }
}
