package com.wedsync.core.stream;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.access.Caller;

/** What several streams of a couple read together: all of it for its members, or what one caller sees of it. */
final class Topic {

    /** @param reader who reads; {@code null} for all who see everything */
    record Key(UUID couple, @Nullable Caller reader) {

        static Key of(CoupleStream stream) {
            return new Key(stream.couple(), stream.isFull() ? null : stream.caller());
        }
    }

    private final Key key;
    private final Set<CoupleStream> streams = new LinkedHashSet<>();
    private long position;
    /** Woken since it began to read. */
    boolean dirty;
    boolean reading;

    Topic(Key key, long position) {
        this.key = key;
        this.position = position;
    }

    Key key() {
        return key;
    }

    boolean isOfMembers() {
        return key.reader() == null;
    }

    /** All its streams have been told of everything up to here; one may have been told of more before it joined. */
    long position() {
        return position;
    }

    void advance(long revision) {
        position = revision;
    }

    void add(CoupleStream stream) {
        streams.add(stream);
        stream.join(this);
    }

    void remove(CoupleStream stream) {
        streams.remove(stream);
        stream.join(null);
    }

    boolean isEmpty() {
        return streams.isEmpty();
    }

    /** As they are now; sending may end some. */
    List<CoupleStream> streams() {
        return List.copyOf(streams);
    }
}
