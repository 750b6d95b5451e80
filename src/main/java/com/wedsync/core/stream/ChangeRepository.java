package com.wedsync.core.stream;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.access.Caller;
import com.wedsync.core.access.Tenancy;
import com.wedsync.core.sync.Position;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;

/** All SQL of the streams. */
@ApplicationScoped
class ChangeRepository {

    /** Changes of one couple in one answer. */
    static final int PAGE = 200;
    /** And bytes of rows, as the table has them, after which the answer ends. */
    private static final int PAGE_BYTES = 262_144;
    /** Who reads for all members of many couples at once; what they may see is settled before. */
    private static final Caller FEED = Caller.service("sync");

    private final Tenancy tenancy;

    ChangeRepository(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    private static final String COUPLE = """
            SELECT couple_revision, reset, full_view, after, revision, at, actor, action, entity, entity_id, changed, "row", more
            FROM sync.read_changes($1, $2, $3, $4, $5)""";

    /** As the caller sees them; {@code null} is the present, empty means that it is none of the caller's business. */
    Uni<Optional<CouplePage>> ofCouple(Caller caller, UUID couple, @Nullable Long since) {
        return tenancy.read(caller, COUPLE, couple, since, PAGE, PAGE_BYTES)
                .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(page(list(rows))));
    }

    private static final String COUPLES = """
            SELECT couple_id, couple_revision, reset, full_view, after, revision, at, actor, action, entity, entity_id, changed,
                "row", more
            FROM sync.read_changes_of_couples($1, $2, $3, $4, $5)""";

    /** All changes of several couples, each since its position; a couple that is gone is not there. */
    Uni<Map<UUID, CouplePage>> ofCouples(Map<UUID, Long> sinces) {
        UUID[] couples = sinces.keySet().toArray(UUID[]::new);
        Long[] positions = sinces.values().toArray(Long[]::new);
        return tenancy.read(FEED, COUPLES, couples, positions, PAGE, PAGE_BYTES).map(rows -> {
            Map<UUID, List<Row>> byCouple = new LinkedHashMap<>();
            rows.forEach(row -> byCouple.computeIfAbsent(row.getUUID("couple_id"), first -> new ArrayList<>()).add(row));
            Map<UUID, CouplePage> pages = new HashMap<>();
            byCouple.forEach((couple, itsRows) -> pages.put(couple, page(itsRows)));
            return pages;
        });
    }

    private static final String SUPPLIER = """
            SELECT position, reset, couple_id, revision, at, actor, action, entity, entity_id, changed, "row"
            FROM sync.read_supplier_changes($1, $2, $3, $4, $5)""";

    /** As the caller sees them; {@code null} is the present, empty means that it is none of the caller's business. */
    Uni<Optional<SupplierPage>> ofSupplier(Caller caller, UUID supplier, @Nullable Position since) {
        return tenancy.read(caller, SUPPLIER, supplier, since == null ? null : since.text(), PAGE, PAGE_BYTES)
                .onFailure(Position::isInvented).transform(invented -> Position.invented())
                .map(rows -> page(rows, since));
    }

    private static Optional<SupplierPage> page(RowSet<Row> rows, @Nullable Position since) {
        if (rows.size() == 0) {
            return Optional.empty();
        }
        List<Change> changes = new ArrayList<>(rows.size());
        Row last = rows.iterator().next();
        for (Row row : rows) {
            last = row;
            if (row.getLong("revision") != null) {
                changes.add(Change.ofSupplier(row));
            }
        }
        Position end = new Position(last.getString("position"));
        // a batch that was begun ends where it did then; what came after it has to be asked for
        boolean more = end.isWithinBatch() || (since != null && since.isWithinBatch());
        return Optional.of(new SupplierPage(end, last.getString("reset"), changes, more));
    }

    private static final String REVISIONS = "SELECT couple_id, revision FROM sync.revisions($1, $2)";

    /** Where these couples stand. */
    Uni<Map<UUID, Long>> revisions(Collection<UUID> couples) {
        return tenancy.read(FEED, REVISIONS, (Object) couples.toArray(UUID[]::new)).map(rows -> {
            Map<UUID, Long> revisions = new HashMap<>();
            rows.forEach(row -> revisions.put(row.getUUID("couple_id"), row.getLong("revision")));
            return revisions;
        });
    }

    private static final String CONNECTED = "SELECT supplier_id, couple_id FROM sync.connected_couples($1, $2)";

    /** The couples that each of these suppliers is connected to. */
    Uni<Map<UUID, List<UUID>>> connected(Collection<UUID> suppliers) {
        return tenancy.read(FEED, CONNECTED, (Object) suppliers.toArray(UUID[]::new)).map(rows -> {
            Map<UUID, List<UUID>> couples = new HashMap<>();
            rows.forEach(row -> couples.computeIfAbsent(row.getUUID("supplier_id"), first -> new ArrayList<>())
                    .add(row.getUUID("couple_id")));
            return couples;
        });
    }

    private static List<Row> list(RowSet<Row> rows) {
        List<Row> list = new ArrayList<>(rows.size());
        rows.forEach(list::add);
        return list;
    }

    private static CouplePage page(List<Row> rows) {
        Row first = rows.getFirst();
        List<Change> changes = rows.stream().filter(row -> row.getLong("revision") != null).map(Change::of).toList();
        return new CouplePage(first.getLong("couple_revision"), first.getString("reset"), first.getBoolean("full_view"),
                changes, rows.getLast().getBoolean("more"));
    }
}
