package com.wedsync.core.stream;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import com.wedsync.core.database.Signals;

import io.quarkus.runtime.StartupEvent;

/**
 * Tells members of a couple which of them have a stream open, at this replica or another one. Only streams that ask for it take
 * part: they are told, and their callers are shown. Nothing is written; replicas tell each other by NOTIFY, and again now and
 * then, so that what was missed or comes from a replica that was killed is right after a while.
 */
@Singleton
class Presence {

    private static final Logger LOG = Logger.getLogger(Presence.class);
    private static final String CHANNEL = "wedsync_presence";
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration TELL_AGAIN_AFTER = Duration.ofSeconds(15);
    private static final Duration BELIEVE_FOR = Duration.ofSeconds(40);

    private final Loop loop;
    private final Signals signals;
    private final StreamConfig config;
    private final Map<UUID, Room> rooms = new HashMap<>();
    private final Set<UUID> untold = new LinkedHashSet<>();
    private boolean telling;
    private long toldAll = System.nanoTime();

    /** The streams of a couple that take part. */
    private static final class Room {
        final Attendance attendance;
        /** And what each was told last. */
        final Map<CoupleStream, List<UUID>> streams = new LinkedHashMap<>();
        Set<UUID> told = Set.of();

        Room(Duration linger) {
            attendance = new Attendance(linger);
        }
    }

    Presence(Loop loop, Signals signals, StreamConfig config) {
        this.loop = loop;
        this.signals = signals;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        loop.every(LOOK_EVERY, this::look);
        if (config.wakeUps()) {
            signals.listen(CHANNEL, word -> loop.run(() -> hear(PresenceWord.parse(word))), () -> loop.run(this::catchUp));
        }
    }

    void join(CoupleStream stream) {
        boolean first = !rooms.containsKey(stream.couple());
        Room room = rooms.computeIfAbsent(stream.couple(), couple -> new Room(config.presenceLinger()));
        room.streams.put(stream, List.of());
        UUID person = stream.caller().user();
        if (person != null) {
            room.attendance.come(person);
        }
        if (first) {
            send(PresenceWord.texts(signals.self(), true, Map.of(stream.couple(), Set.of())));
        }
        show(stream.couple(), room);
    }

    void leave(CoupleStream stream) {
        Room room = rooms.get(stream.couple());
        if (room == null || room.streams.remove(stream) == null) {
            return;
        }
        UUID person = stream.caller().user();
        if (person != null) {
            room.attendance.go(person, stream.hasLostAccess(), System.nanoTime());
        }
        show(stream.couple(), room);
    }

    private void look() {
        Map.copyOf(rooms).forEach(this::show);
        if (!rooms.isEmpty() && System.nanoTime() - toldAll >= TELL_AGAIN_AFTER.toNanos()) {
            tellAll();
        }
    }

    /** Tells streams and replicas what they do not know yet; a client that does not read is told at a later look. */
    private void show(UUID couple, Room room) {
        long now = System.nanoTime();
        List<UUID> present = room.attendance.present(now);
        room.streams.replaceAll((stream, known) -> {
            if (known.equals(present) || stream.outlet().isFull()) {
                return known;
            }
            stream.outlet().write(Events.presence(present));
            return present;
        });
        Set<UUID> here = room.attendance.here(now);
        if (!here.equals(room.told)) {
            room.told = here;
            untold.add(couple);
            tell();
        }
        if (room.streams.isEmpty() && here.isEmpty()) {
            rooms.remove(couple);
        }
    }

    /** Together with what happens within a moment. */
    private void tell() {
        if (!telling) {
            telling = true;
            loop.later(config.notifyEvery(), () -> {
                telling = false;
                Map<UUID, Set<UUID>> people = new LinkedHashMap<>();
                untold.forEach(couple -> people.put(couple, here(couple)));
                untold.clear();
                send(PresenceWord.texts(signals.self(), false, people));
            });
        }
    }

    private Set<UUID> here(UUID couple) {
        Room room = rooms.get(couple);
        return room == null ? Set.of() : room.told;
    }

    private void tellAll() {
        toldAll = System.nanoTime();
        untold.addAll(rooms.keySet());
        tell();
    }

    private void hear(@Nullable PresenceWord word) {
        if (word == null || word.replica().equals(signals.self())) {
            return;
        }
        word.people().forEach((couple, people) -> {
            Room room = rooms.get(couple);
            if (room != null && word.question()) {
                untold.add(couple);
                tell();
            } else if (room != null) {
                room.attendance.hear(word.replica(), people, System.nanoTime() + BELIEVE_FOR.toNanos());
                show(couple, room);
            }
        });
    }

    /** What others said while nobody listened. */
    private void catchUp() {
        Map<UUID, Set<UUID>> questions = new LinkedHashMap<>();
        rooms.keySet().forEach(couple -> questions.put(couple, Set.of()));
        send(PresenceWord.texts(signals.self(), true, questions));
        tellAll();
    }

    private void send(List<String> words) {
        for (String word : words) {
            signals.send(CHANNEL, word).subscribe().with(sent -> LOG.trace("Told of presence"),
                    failure -> LOG.debugf("Other replicas were not told of presence cause=%s", failure));
        }
    }
}
