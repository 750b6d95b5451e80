package com.wedsync.core.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

import com.wedsync.core.error.BadRequest;
import com.wedsync.core.error.ProblemType;

/**
 * Where a page of a list in the order of a text and an id ended; opaque to clients.
 *
 * @param text the last row's text, at the first page the empty one, which no row has
 * @param id the last row's id
 */
public record Cursor(String text, UUID id) {

    /** Before the first row. */
    public static final Cursor START = new Cursor("", new UUID(0, 0));

    /**
     * Reads what {@link #toString()} wrote.
     *
     * @throws BadRequest if somebody else wrote it
     */
    public static Cursor valueOf(String encoded) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(encoded));
            UUID id = new UUID(bytes.getLong(), bytes.getLong());
            return new Cursor(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString(), id);
        } catch (RuntimeException | java.nio.charset.CharacterCodingException invented) {
            throw new BadRequest(ProblemType.INVALID_REQUEST, "The cursor is not one that this list gave.");
        }
    }

    @Override
    public String toString() {
        byte[] suffix = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * 2 + suffix.length)
                .putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()).put(suffix);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }
}
