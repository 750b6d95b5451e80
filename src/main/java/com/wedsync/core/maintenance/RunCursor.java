package com.wedsync.core.maintenance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.error.BadRequest;
import com.wedsync.core.error.ProblemType;

/** The last run of a page: the next page begins after it, also when newer runs were added meanwhile. */
public record RunCursor(OffsetDateTime requestedAt, UUID id) {

    static RunCursor after(MaintenanceRun last) {
        return new RunCursor(last.requestedAt().atOffset(ZoneOffset.UTC), last.id());
    }

    /** From the query string; {@code null} for the first page. */
    public static @Nullable RunCursor parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), UTF_8).split(" ", 2);
            return new RunCursor(OffsetDateTime.parse(parts[0]), UUID.fromString(parts[1]));
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException unreadable) {
            throw new BadRequest(ProblemType.INVALID_REQUEST, "The cursor is not one that this resource gave.");
        }
    }

    /** The form for URLs. */
    public String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((requestedAt + " " + id).getBytes(UTF_8));
    }
}
