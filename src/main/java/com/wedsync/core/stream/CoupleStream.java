package com.wedsync.core.stream;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.access.Credential;

import io.vertx.core.buffer.Buffer;

/** The stream of one couple's changes to one client. */
final class CoupleStream extends OpenStream {

    private final UUID couple;
    private long position;
    private boolean full;
    private @Nullable Topic topic;

    CoupleStream(Outlet outlet, Credential credential, UUID couple) {
        super(outlet, credential);
        this.couple = couple;
    }

    UUID couple() {
        return couple;
    }

    long position() {
        return position;
    }

    /** Whether the caller sees everything, as members of the couple do. */
    boolean isFull() {
        return full;
    }

    @Nullable
    Topic topic() {
        return topic;
    }

    void join(@Nullable Topic joined) {
        topic = joined;
    }

    /** Tells the client where it stands. */
    void begin(long start, boolean fullView) {
        position = start;
        full = fullView;
        outlet().write(Events.position(start, start));
    }

    void reset(long revision, String reason) {
        position = revision;
        outlet().write(Events.reset(revision, reason));
    }

    /**
     * Sends what the client has not been told yet.
     *
     * @param texts the events of {@code changes}, for readers who stand where each says
     * @return {@code false} if the client has to take what it was sent before it is sent more
     */
    boolean send(List<Change> changes, List<Buffer> texts) {
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            if (change.revision() > position) {
                if (outlet().isFull()) {
                    return false;
                }
                Long after = change.after();
                outlet().write(after != null && after == position ? texts.get(i) : change.event(position));
                position = change.revision();
            }
        }
        return true;
    }

    /** All up to {@code revision} was sent or is withheld. */
    void advance(long revision) {
        if (revision > position) {
            outlet().write(Events.position(position, revision));
            position = revision;
        }
    }
}
