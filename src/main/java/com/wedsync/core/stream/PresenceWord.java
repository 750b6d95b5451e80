package com.wedsync.core.stream;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * What one replica says to the others about presence: {@code <replica>=<couple>:<user>,<user>;<couple>:…} tells all people of
 * these
 * couples that it has, {@code <replica>?<couple>:;<couple>:…} asks for those that others have.
 */
record PresenceWord(String replica, boolean question, Map<UUID, Set<UUID>> people) {

    /** A payload of NOTIFY has less than 8,000 bytes. */
    private static final int LENGTH = 7_900;
    private static final int ID = 36 + 1;
    /** Nobody looks at longer lists; the rest is not told. */
    private static final int TOLD = 100;

    /** As few words as these people need. */
    static List<String> texts(String replica, boolean question, Map<UUID, Set<UUID>> people) {
        List<String> texts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        people.forEach((couple, itsPeople) -> {
            int length = (1 + Math.min(TOLD, itsPeople.size())) * ID;
            if (text.length() + length > LENGTH) {
                texts.add(text.toString());
                text.setLength(0);
            }
            text.append(text.isEmpty() ? replica + (question ? '?' : '=') : ";").append(couple).append(':')
                    .append(itsPeople.stream().limit(TOLD).map(UUID::toString).collect(Collectors.joining(",")));
        });
        if (!text.isEmpty()) {
            texts.add(text.toString());
        }
        return texts;
    }

    /** {@code null} if that is nothing which {@link #texts} makes. */
    static @Nullable PresenceWord parse(String text) {
        int end = ID - 1;
        if (text.length() <= end || (text.charAt(end) != '=' && text.charAt(end) != '?')) {
            return null;
        }
        try {
            Map<UUID, Set<UUID>> people = new LinkedHashMap<>();
            for (String part : text.substring(end + 1).split(";")) {
                int colon = part.indexOf(':');
                people.put(UUID.fromString(part.substring(0, Math.max(0, colon))), ids(part.substring(colon + 1)));
            }
            return people.isEmpty() ? null : new PresenceWord(text.substring(0, end), text.charAt(end) == '?', people);
        } catch (IllegalArgumentException foreign) {
            return null;
        }
    }

    private static Set<UUID> ids(String list) {
        Set<UUID> ids = new LinkedHashSet<>();
        for (String id : list.isEmpty() ? new String[0] : list.split(",")) {
            ids.add(UUID.fromString(id));
        }
        return ids;
    }
}
