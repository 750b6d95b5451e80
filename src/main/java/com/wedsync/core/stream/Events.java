package com.wedsync.core.stream;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import io.vertx.core.buffer.Buffer;

/** The events that are not changes, as text/event-stream has them. */
final class Events {

    private Events() {
    }

    /** A comment. Not a constant: native executables cannot keep buffers. */
    static Buffer heartbeat() {
        return Buffer.buffer(":\n\n");
    }

    /** The reader, who stands at {@code after}, has been told all up to {@code revision} that is for them. */
    static Buffer position(long after, long revision) {
        return event("position", Long.toString(revision), "{\"after\":" + after + ",\"revision\":" + revision + "}");
    }

    /** The reader of a supplier's couples stands here. */
    static Buffer position(String position) {
        return event("position", position, "{\"position\":\"" + position + "\"}");
    }

    /** The reader has to load everything again; the stream goes on from {@code revision}. */
    static Buffer reset(long revision, String reason) {
        return event("reset", Long.toString(revision), "{\"revision\":" + revision + ",\"reason\":\"" + reason + "\"}");
    }

    static Buffer reset(String position, String reason) {
        return event("reset", position, "{\"position\":\"" + position + "\",\"reason\":\"" + reason + "\"}");
    }

    /** Who of the couple's members is there. No id: it moves no position. */
    static Buffer presence(List<UUID> present) {
        return Buffer.buffer(present.stream().map(UUID::toString)
                .collect(Collectors.joining("\",\"", "event: presence\ndata: {\"present\":[\"", "\"]}\n\n"))
                .replace("[\"\"]", "[]"));
    }

    /** The last event: why, and whether to come back, and when. */
    static Buffer bye(Bye reason, Duration retry) {
        return Buffer.buffer("event: bye\n" + (reason.reconnect() ? "retry: " + retry.toMillis() + "\n" : "")
                + "data: {\"reason\":\"" + reason.text() + "\",\"reconnect\":" + reason.reconnect() + "}\n\n");
    }

    private static Buffer event(String name, String id, String data) {
        return Buffer.buffer("event: " + name + "\nid: " + id + "\ndata: " + data + "\n\n");
    }
}
