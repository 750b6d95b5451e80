package com.wedsync.core.guest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.error.BadRequest;
import com.wedsync.core.error.ProblemType;

/** The fields of guests that a client wants; named as the columns are. */
record GuestFields(Set<String> names) {

    private static final Set<String> ALLOWED = names("""
            id name email phone side household is_child rsvp_status rsvp_at plus_ones_allowed plus_one_of
            dietary_requirements accessibility_needs table_name notes version updated_at""");
    private static final GuestFields ALL = new GuestFields(ALLOWED);
    private static final Set<String> NARROW = names("id name household is_child side rsvp_status table_name version");

    /**
     * Reads the query parameter: names separated by commas, {@code null} for all.
     *
     * @throws BadRequest if guests have no such field
     */
    static GuestFields of(@Nullable String list) {
        if (list == null) {
            return ALL;
        }
        Set<String> asked = names(list.replace(',', ' '));
        List<String> unknown = new ArrayList<>(asked);
        unknown.removeAll(ALLOWED);
        if (asked.isEmpty() || !unknown.isEmpty()) {
            throw new BadRequest(ProblemType.INVALID_REQUEST,
                    "'fields' names fields of a guest, separated by commas; see 'allowed'.",
                    Map.of("unknown", unknown, "allowed", ALLOWED));
        }
        return new GuestFields(asked);
    }

    /** Whether whole guests are wanted. */
    boolean isAll() {
        return this == ALL;
    }

    /** Whether the narrow rows have all of them. */
    boolean isNarrow() {
        return NARROW.containsAll(names);
    }

    private static Set<String> names(String list) {
        return Arrays.stream(list.split("\\s+")).filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
