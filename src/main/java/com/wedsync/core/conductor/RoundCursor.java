package com.wedsync.core.conductor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

import com.wedsync.core.error.BadRequest;
import com.wedsync.core.error.ProblemType;

/** The last round of a page. */
record RoundCursor(Instant requestedAt, UUID id) {

    static RoundCursor parse(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), UTF_8).split(" ", 2);
            return new RoundCursor(Instant.parse(parts[0]), UUID.fromString(parts[1]));
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException unreadable) {
            throw new BadRequest(ProblemType.INVALID_REQUEST, "The cursor is not one that this resource gave.");
        }
    }

    /** The form for URLs. */
    String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((requestedAt + " " + id).getBytes(UTF_8));
    }
}
