package com.wedsync.core.timeline;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.access.Caller;
import com.wedsync.core.access.Tenancy;
import com.wedsync.core.database.Session;
import com.wedsync.core.error.BadRequest;
import com.wedsync.core.error.Forbidden;
import com.wedsync.core.error.NotFound;
import com.wedsync.core.error.ProblemType;
import com.wedsync.core.http.Cursor;
import com.wedsync.core.http.Page;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;

/** All SQL about timelines. */
@ApplicationScoped
class TimelineRepository {

    private static final String COLUMNS = "id, title, description, location, starts_at, ends_at, supplier_id, version, updated_at";

    private final Tenancy tenancy;

    TimelineRepository(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    private static final String LIST = "SELECT revision, " + COLUMNS + " FROM wedding.read_timeline($1, $2, $3, $4, $5, $6)";

    Uni<Timeline> list(Caller caller, UUID couple, @Nullable Long knownRevision, Cursor after, int size) {
        return tenancy.read(caller, LIST, couple, knownRevision, instant(after), after.id(), size + 1)
                .map(rows -> list(rows, size));
    }

    private static final String ONE = "SELECT " + COLUMNS + " FROM wedding.read_timeline_event($1, $2, $3)";

    Uni<TimelineEvent> one(Caller caller, UUID couple, UUID event) {
        return tenancy.read(caller, ONE, couple, event).map(TimelineRepository::found);
    }

    private static final String INSERT = """
            INSERT INTO wedding.timeline_event (couple_id, id, title, description, location, starts_at, ends_at, supplier_id)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            RETURNING\s"""
            + COLUMNS;

    Uni<TimelineEvent> insert(Session session, UUID couple, UUID id, TimelineEventInput event) {
        return session.query(INSERT, values(couple, id, event)).map(TimelineRepository::written);
    }

    private static final String UPDATE = """
            UPDATE wedding.timeline_event
            SET title = $3, description = $4, location = $5, starts_at = $6, ends_at = $7, supplier_id = $8
            WHERE couple_id = $1 AND id = $2
            RETURNING\s""" + COLUMNS;

    Uni<TimelineEvent> update(Session session, UUID couple, UUID id, TimelineEventInput event) {
        return session.query(UPDATE, values(couple, id, event)).map(TimelineRepository::written);
    }

    private static final String FIND = "SELECT " + COLUMNS + " FROM wedding.timeline_event WHERE couple_id = $1 AND id = $2";

    Uni<TimelineEvent> find(Session session, UUID couple, UUID id) {
        return session.query(FIND, couple, id).map(TimelineRepository::found);
    }

    private static final String DELETE = "DELETE FROM wedding.timeline_event WHERE couple_id = $1 AND id = $2 RETURNING id";

    Uni<Void> delete(Session session, UUID couple, UUID id) {
        return session.query(DELETE, couple, id).invoke(TimelineRepository::mayWrite).replaceWithVoid();
    }

    private static @Nullable Object[] values(UUID couple, UUID id, TimelineEventInput event) {
        Instant ends = event.endsAt();
        return new @Nullable Object[] { couple, id, event.title(), event.description(), event.location(),
                event.startsAt().atOffset(ZoneOffset.UTC), ends == null ? null : ends.atOffset(ZoneOffset.UTC),
                event.supplierId() };
    }

    private static TimelineEvent written(RowSet<Row> rows) {
        mayWrite(rows);
        return TimelineEvent.from(rows.iterator().next());
    }

    /** Who can read an event that row level security does not let them change is a supplier who is not responsible for it. */
    private static void mayWrite(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw new Forbidden(ProblemType.NOT_ALLOWED,
                    "Members of the couple change its timeline; a supplier changes the events it is responsible for.");
        }
    }

    private static TimelineEvent found(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw new NotFound(ProblemType.NOT_FOUND, "There is no such event.");
        }
        return TimelineEvent.from(rows.iterator().next());
    }

    /** {@code null} before the first event. */
    private static @Nullable OffsetDateTime instant(Cursor after) {
        try {
            return after.equals(Cursor.START) ? null : Instant.parse(after.text()).atOffset(ZoneOffset.UTC);
        } catch (DateTimeException invented) {
            throw new BadRequest(ProblemType.INVALID_REQUEST, "The cursor is not one that this list gave.");
        }
    }

    private static Timeline list(RowSet<Row> rows, int size) {
        if (rows.size() == 0) {
            throw new NotFound(ProblemType.NOT_FOUND, "There is no such couple.");
        }
        List<TimelineEvent> events = new ArrayList<>(rows.size());
        long revision = 0;
        for (Row row : rows) {
            revision = row.getLong("revision");
            if (row.getUUID("id") != null) {
                events.add(TimelineEvent.from(row));
            }
        }
        return new Timeline(revision, Page.of(events, size, last -> new Cursor(last.startsAt().toString(), last.id())));
    }

    /** A page, and the couple's revision that it is of. */
    record Timeline(long revision, Page<TimelineEvent> page) {
    }
}
