package com.wedsync.core.replication;

import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Singleton;

import com.wedsync.core.database.Session;
import com.wedsync.core.metric.Measure;
import com.wedsync.core.metric.Observation;
import com.wedsync.core.metric.Pass;
import com.wedsync.core.metric.Topic;

import io.smallrye.mutiny.Uni;

/** WAL that slots hold back, and how far standbys are behind. */
@Singleton
class ReplicationTopic implements Topic {

    private static final Measure RETAINED = Measure.of("wedsync_slot_retained_bytes", "bytes", "WAL that a slot holds back",
            "slot");
    private static final Measure ACTIVE = Measure.of("wedsync_slot_active", "0 or 1", "Whether somebody reads from a slot",
            "slot");
    private static final Measure SAFE = Measure.of("wedsync_slot_safe_bytes", "bytes",
            "WAL that may be written before a slot is in danger of being lost", "slot");
    private static final Measure LOST = Measure.of("wedsync_slot_lost", "0 or 1", "Whether a slot was lost or invalidated",
            "slot");
    private static final Measure INACTIVE = Measure.of("wedsync_slot_inactive_seconds", "s",
            "Since somebody read from a slot, PostgreSQL 17 and newer", "slot");
    private static final Measure STANDBYS = Measure.of("wedsync_standbys", "standbys", "Connected standbys");
    private static final Measure LAG_BYTES = Measure.of("wedsync_standby_lag_bytes", "bytes",
            "WAL that a standby has not replayed", "standby");
    private static final Measure LAG_SECONDS = Measure.of("wedsync_standby_lag_seconds", "s", "How far a standby is behind",
            "standby");

    private final ReplicationRepository replication;

    ReplicationTopic(ReplicationRepository replication) {
        this.replication = replication;
    }

    @Override
    public String name() {
        return "replication";
    }

    @Override
    public List<Measure> measures() {
        return List.of(RETAINED, ACTIVE, SAFE, LOST, INACTIVE, STANDBYS, LAG_BYTES, LAG_SECONDS);
    }

    @Override
    public Uni<List<Observation>> observe(Session session, Pass pass) {
        return replication.slots(session).chain(slots -> replication.standbys(session).map(standbys -> {
            List<Observation> all = new ArrayList<>();
            slots.forEach(slot -> add(all, slot));
            all.add(STANDBYS.is(standbys.size()));
            standbys.forEach(standby -> {
                all.add(LAG_BYTES.is(standby.name(), standby.lagBytes()));
                all.add(LAG_SECONDS.is(standby.name(), standby.lagSeconds()));
            });
            return all;
        }));
    }

    /** No limit for slots means no safe size, which is no gap but nothing to tell. */
    private static void add(List<Observation> all, Slot slot) {
        all.add(RETAINED.is(slot.name(), slot.retainedBytes()));
        all.add(ACTIVE.is(slot.name(), slot.active() ? 1 : 0));
        all.add(LOST.is(slot.name(), slot.lost() ? 1 : 0));
        if (slot.safeBytes() != null) {
            all.add(SAFE.is(slot.name(), slot.safeBytes()));
        }
        if (slot.inactiveSeconds() != null) {
            all.add(INACTIVE.is(slot.name(), slot.inactiveSeconds()));
        }
    }
}
