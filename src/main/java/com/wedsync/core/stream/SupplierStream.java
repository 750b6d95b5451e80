package com.wedsync.core.stream;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import com.wedsync.core.access.Credential;
import com.wedsync.core.http.Outlet;
import com.wedsync.core.sync.Position;

/** The stream of the changes of a supplier's couples to one client. */
final class SupplierStream extends OpenStream {

    private final UUID supplier;
    private Position position;
    /** Whether something was sent since the stream was woken. */
    private boolean told;
    /** Woken since it began to read. */
    boolean dirty;
    boolean reading;
    private final Pace pace = new Pace();

    SupplierStream(Outlet outlet, Credential credential, UUID supplier) {
        super(outlet, credential);
        this.supplier = supplier;
        this.position = new Position("");
    }

    UUID supplier() {
        return supplier;
    }

    Position position() {
        return position;
    }

    /** Tells the client where it stands. */
    void begin(Position start) {
        position = start;
        outlet().write(Events.position(start.text()));
        told = true;
    }

    void reset(Position start, String reason) {
        outlet().write(Events.reset(start.text(), reason));
        begin(start);
    }

    /** @return {@code false} if the client has to take what it was sent before it is sent more */
    boolean send(List<Change> changes) {
        for (Change change : changes) {
            if (outlet().isFull()) {
                return false;
            }
            outlet().write(change.event(null));
            position = new Position(change.position());
            told = true;
        }
        return true;
    }

    /** All up to {@code end} was sent or is withheld; a client that was sent nothing is told, so that it resumes from there. */
    void advance(Position end) {
        if (!told && !end.equals(position)) {
            outlet().write(Events.position(end.text()));
        }
        position = end;
        told = false;
    }

    void beginToRead() {
        dirty = false;
        pace.begin(System.nanoTime());
    }

    void hasRead() {
        reading = false;
        pace.end(System.nanoTime());
    }

    /** Until it may read again. */
    Duration rest() {
        return pace.rest(System.nanoTime());
    }
}
