package com.wedsync.core.guest;

import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

import jakarta.enterprise.context.ApplicationScoped;

import com.wedsync.core.database.Session;
import com.wedsync.core.time.TimeOrderedIds;

import io.smallrye.mutiny.Uni;

/** Writes many guests in the transaction of a {@link com.wedsync.core.http.Writes write}: three statements, however many. */
@ApplicationScoped
class GuestBulk {

    private final GuestBulkRepository guests;
    private final TimeOrderedIds ids;

    GuestBulk(GuestBulkRepository guests, TimeOrderedIds ids) {
        this.guests = guests;
        this.ids = ids;
    }

    /**
     * Writes the rows that can be written.
     *
     * @param wanted asked with what would become of each row: without it nothing is written
     */
    Uni<List<RowResult>> write(Session session, UUID couple, List<GuestRow> rows, Predicate<List<RowResult>> wanted) {
        return guests.requireWriter(session, couple)
                .chain(() -> guests.find(session, couple, GuestUpsert.mentioned(rows)))
                .map(current -> GuestUpsert.of(rows, current, ids::next))
                .chain(upsert -> upsert.writes().isEmpty() || !wanted.test(upsert.results())
                        ? Uni.createFrom().item(upsert.results())
                        : guests.upsert(session, couple, upsert.writes()).map(versions -> upsert.results().stream()
                                .map(result -> result.id() == null ? result : result.written(versions.get(result.id())))
                                .toList()));
    }
}
