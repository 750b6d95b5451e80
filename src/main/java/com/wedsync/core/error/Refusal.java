package com.wedsync.core.error;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.vertx.core.buffer.Buffer;

/**
 * What all are told who are refused for the same reason: written at the first refusal and kept, because a start would wait for
 * Jackson.
 */
public final class Refusal {

    private final ObjectMapper json;
    private final Problem problem;
    private volatile @Nullable Buffer written;

    public Refusal(ObjectMapper json, ProblemType type, String detail) {
        this.json = json;
        this.problem = Problem.of(type, detail);
    }

    /** The body of the answer, {@link Problem#MEDIA_TYPE}. */
    public Buffer body() {
        Buffer body = written;
        if (body == null) {
            body = write();
            written = body;
        }
        return body;
    }

    private Buffer write() {
        try {
            return Buffer.buffer(json.writeValueAsBytes(problem));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
