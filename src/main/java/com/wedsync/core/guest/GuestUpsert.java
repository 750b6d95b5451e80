package com.wedsync.core.guest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What is to be done with many guests, decided from what there is.
 *
 * <p>
 * A row with an id replaces the whole guest, if it names the version that is there; without a version it is for a guest that is
 * not there. A row that says what is there already changes nothing, whatever its version: so a request can be sent again.
 * Nobody overwrites what they have not seen.
 */
final class GuestUpsert {

    private final Map<UUID, Guest> current;
    private final Supplier<UUID> ids;
    private final List<RowResult> results = new ArrayList<>();
    private final Map<UUID, GuestInput> writes = new LinkedHashMap<>();

    private GuestUpsert(Map<UUID, Guest> current, Supplier<UUID> ids) {
        this.current = current;
        this.ids = ids;
    }

    /**
     * Decides.
     *
     * @param current the guests of which {@code rows} speak, where they exist
     * @param ids for new guests
     */
    static GuestUpsert of(List<GuestRow> rows, Map<UUID, Guest> current, Supplier<UUID> ids) {
        List<GuestRow> checked = withoutDoubles(rows);
        while (true) {
            GuestUpsert upsert = new GuestUpsert(current, ids);
            for (int i = 0; i < checked.size(); i++) {
                upsert.results.add(upsert.decide(i, checked.get(i)));
            }
            List<GuestRow> hosted = checked.stream().map(upsert::withHost).toList();
            if (hosted.equals(checked)) {
                return upsert;
            }
            checked = hosted; // who was brought by one that is refused now is refused as well
        }
    }

    /** Ids of the guests of which {@code rows} speak. */
    static Set<UUID> mentioned(List<GuestRow> rows) {
        Set<UUID> ids = new HashSet<>();
        for (GuestRow row : rows) {
            ids.add(row.id());
            ids.add(row.guest() == null ? null : row.guest().plusOneOf());
        }
        ids.remove(null);
        return ids;
    }

    /** A result per row; those that are to be written have no version of the future. */
    List<RowResult> results() {
        return results;
    }

    /** The guests to write. */
    Map<UUID, GuestInput> writes() {
        return writes;
    }

    private RowResult decide(int index, GuestRow row) {
        GuestInput guest = row.guest();
        if (guest == null || !row.violations().isEmpty()) {
            return RowResult.invalid(index, row);
        }
        UUID id = row.id() == null ? ids.get() : row.id();
        Guest known = current.get(id);
        if (known != null && GuestInput.of(known).equals(guest)) {
            return RowResult.of(index, RowResult.UNCHANGED, id, known.version());
        }
        if (known == null ? row.version() != null : row.version() == null || row.version() != known.version()) {
            return RowResult.conflict(index, id, known);
        }
        writes.put(id, guest);
        return RowResult.of(index, known == null ? RowResult.CREATED : RowResult.UPDATED, id, null);
    }

    private static List<GuestRow> withoutDoubles(List<GuestRow> rows) {
        Set<UUID> seen = new HashSet<>();
        return rows.stream().map(row -> row.id() == null || seen.add(row.id()) ? row
                : row.broken("id", "is in the request before")).toList();
    }

    private GuestRow withHost(GuestRow row) {
        UUID host = row.guest() == null ? null : row.guest().plusOneOf();
        return host == null || !row.violations().isEmpty() || current.containsKey(host) || writes.containsKey(host) ? row
                : row.broken("plus_one_of", "is no guest of this couple");
    }
}
