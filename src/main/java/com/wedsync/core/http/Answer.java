package com.wedsync.core.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jspecify.annotations.Nullable;

import io.vertx.core.buffer.Buffer;

/** An answer down to its bytes, so that it can be given a second time. */
record Answer(int status, @Nullable String etag, @Nullable String location, @Nullable Buffer body) {

    static Answer done(String json) {
        return new Answer(200, null, null, Buffer.buffer(json));
    }

    Response response(boolean replayed) {
        Response.ResponseBuilder response = Response.status(status);
        if (body != null) {
            response.type(MediaType.APPLICATION_JSON_TYPE).entity(body.getBytes());
        }
        if (etag != null) {
            response.header(HttpHeaders.ETAG, etag);
        }
        if (location != null) {
            response.header(HttpHeaders.LOCATION, location);
        }
        return replayed ? response.header(Writes.REPLAYED, "true").build() : response.build();
    }
}
