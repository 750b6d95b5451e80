package com.wedsync.core.benchmark;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** The lines of one event stream, of which only what is counted is looked at. */
final class EventLines {

    private static final String POSITION = "event: position";
    private static final String AT = "\"at\":\"";
    private static final String REFUSAL = "HTTP/1.1 ";
    private static final String SUCCESS = "HTTP/1.1 200";

    private final ByteArrayOutputStream line = new ByteArrayOutputStream(64);

    /** @param at when the change was made; {@code null} for the position at the beginning */
    record Event(@Nullable Instant at) {
    }

    /** What these bytes complete. */
    List<Event> take(ByteBuffer bytes) {
        List<Event> events = new ArrayList<>(2);
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            if (next != '\n') {
                line.write(next);
                continue;
            }
            String text = line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
            line.reset();
            if (text.equals(POSITION)) {
                events.add(new Event(null));
            } else if (text.startsWith("data:") && text.contains(AT)) {
                int begin = text.lastIndexOf(AT) + AT.length();
                events.add(new Event(Instant.parse(text.substring(begin, text.indexOf('"', begin)))));
            } else if (text.startsWith(REFUSAL) && !text.startsWith(SUCCESS)) {
                throw new IllegalStateException("The service answered " + text);
            }
        }
        return events;
    }
}
