package com.wedsync.core.vacuum;

import java.util.Comparator;
import java.util.List;

import jakarta.inject.Singleton;

import com.wedsync.core.database.Session;

import io.smallrye.mutiny.Uni;

/** What all tables need. */
@Singleton
public class TableNeeds {

    private final NeedRepository needs;
    private volatile List<TableNeed> newest = List.of();

    TableNeeds(NeedRepository needs) {
        this.needs = needs;
    }

    /** As the newest pass of the sampler found it, the neediest first; empty before the first. */
    public List<TableNeed> newest() {
        return newest;
    }

    /** As it is at this moment, the neediest first. */
    public Uni<List<TableNeed>> now(Session session) {
        return needs.read(session)
                .map(found -> found.stream().sorted(Comparator.comparingDouble(TableNeed::score).reversed()).toList())
                .invoke(found -> newest = found);
    }
}
