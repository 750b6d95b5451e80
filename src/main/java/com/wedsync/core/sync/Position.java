package com.wedsync.core.sync;

import java.util.regex.Pattern;

import com.wedsync.core.error.BadRequest;
import com.wedsync.core.error.ProblemType;

import io.vertx.pgclient.PgException;

/**
 * Where a reader of a supplier's couples stands, as SQL function {@code sync.read_supplier_changes} gives and takes it:
 * epoch and snapshot; within a batch also its second snapshot, couple and revision. Opaque to clients.
 */
public record Position(String text) {

    /** Possessive, since each step that could be taken back costs stack: a long list would overflow it. */
    private static final String SNAPSHOT = "\\.\\d{1,19}+:\\d{1,19}+:(?:\\d{1,19}+(?:,\\d{1,19}+)*+)?";
    private static final Pattern FORM = Pattern
            .compile("[0-9a-f]{8}" + SNAPSHOT + "(?:" + SNAPSHOT
                    + "\\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.\\d{1,18})?");
    private static final int MAX_LENGTH = 16_384;

    /**
     * Reads what a client sends.
     *
     * @throws BadRequest if it is none that the service gave
     */
    public static Position valueOf(String since) {
        if (since.length() > MAX_LENGTH || !FORM.matcher(since).matches()) {
            throw invented();
        }
        return new Position(since);
    }

    /** What to throw if it looks like a position and PostgreSQL knows better. */
    public static BadRequest invented() {
        return new BadRequest(ProblemType.INVALID_REQUEST, "'since' is not a position that this resource gave.");
    }

    /** Whether PostgreSQL has refused the numbers of a position: they look like a snapshot's and are none. */
    public static boolean isInvented(Throwable failure) {
        return failure instanceof PgException refusal && "22P02".equals(refusal.getSqlState());
    }

    /** Whether more of the same batch follows. */
    public boolean isWithinBatch() {
        return text.chars().filter(character -> character == '.').count() > 1;
    }
}
