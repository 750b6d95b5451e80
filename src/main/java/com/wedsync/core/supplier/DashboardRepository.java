package com.wedsync.core.supplier;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import com.wedsync.core.access.Caller;
import com.wedsync.core.access.Tenancy;
import com.wedsync.core.error.NotFound;
import com.wedsync.core.error.ProblemType;
import com.wedsync.core.supplier.Dashboard.ConnectionCounts;
import com.wedsync.core.supplier.Dashboard.NewSubmission;
import com.wedsync.core.supplier.Dashboard.NextWedding;
import com.wedsync.core.supplier.Dashboard.Pending;
import com.wedsync.core.supplier.Dashboard.PendingConnection;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;

/** Reads a dashboard by one statement, whose rows belong to its parts. */
@ApplicationScoped
class DashboardRepository {

    private final Tenancy tenancy;
    private final Clock clock;

    DashboardRepository(Tenancy tenancy, Clock clock) {
        this.tenancy = tenancy;
        this.clock = clock;
    }

    private static final String READ = """
            SELECT section, couple_id, couple_name, item_id, title, status, date, at, amount
            FROM wedding.read_dashboard($1, $2)""";

    Uni<Dashboard> read(Caller caller, UUID supplier) {
        return tenancy.read(caller, READ, supplier).map(rows -> dashboard(supplier, rows));
    }

    private Dashboard dashboard(UUID supplier, RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw new NotFound(ProblemType.NOT_FOUND, "There is no such supplier, or the caller does not belong to it.");
        }
        Map<String, Long> counts = new HashMap<>();
        List<PendingConnection> pending = new ArrayList<>();
        List<NextWedding> weddings = new ArrayList<>();
        List<NewSubmission> submissions = new ArrayList<>();
        for (Row row : rows) {
            switch (row.getString("section")) {
                case "connections" -> counts.put(row.getString("status"), row.getLong("amount"));
                case "pending" -> pending.add(pending(row));
                case "wedding" -> addWedding(weddings, row);
                case "submission" -> submissions.add(submission(row));
                default -> {
                    // the supplier itself
                }
            }
        }
        ConnectionCounts connections = new ConnectionCounts(counts.getOrDefault("pending", 0L),
                counts.getOrDefault("active", 0L), counts.getOrDefault("declined", 0L), counts.getOrDefault("ended", 0L));
        return new Dashboard(supplier, connections.active(), connections, new Pending(connections.pending(), pending), weddings,
                submissions);
    }

    private static PendingConnection pending(Row row) {
        return new PendingConnection(row.getUUID("couple_id"), row.getString("couple_name"), row.getString("status"),
                row.getOffsetDateTime("at").toInstant());
    }

    /** One date that is none must not cost the supplier the whole dashboard. */
    private void addWedding(List<NextWedding> weddings, Row row) {
        try {
            LocalDate date = LocalDate.parse(row.getString("date"));
            long daysToGo = ChronoUnit.DAYS.between(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), date);
            weddings.add(new NextWedding(row.getUUID("couple_id"), row.getString("couple_name"), date, daysToGo));
        } catch (DateTimeParseException none) {
            return;
        }
    }

    private static NewSubmission submission(Row row) {
        return new NewSubmission(row.getUUID("item_id"), row.getString("title"), row.getUUID("couple_id"),
                row.getString("couple_name"), row.getString("status"), row.getOffsetDateTime("at").toInstant());
    }
}
