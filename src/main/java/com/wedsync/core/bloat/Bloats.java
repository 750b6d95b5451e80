package com.wedsync.core.bloat;

import java.util.Comparator;
import java.util.List;

import jakarta.inject.Singleton;

import com.wedsync.core.database.Session;

import io.smallrye.mutiny.Uni;

/** Estimates of bloat of all tables and B-trees of a mebibyte or more. */
@Singleton
public class Bloats {

    /** Smaller ones are not worth an estimate. */
    private static final int FROM_PAGES = 128;

    private final BloatRepository bloats;
    private volatile List<Bloat> newest = List.of();

    Bloats(BloatRepository bloats) {
        this.bloats = bloats;
    }

    /** As of the last ten minutes, the most wasted first, the unknown last; empty before the first pass of the sampler. */
    public List<Bloat> newest() {
        return newest;
    }

    /** As of this moment; they change when tables are analysed. */
    public Uni<List<Bloat>> now(Session session) {
        return bloats.read(session, FROM_PAGES)
                .map(found -> found.stream().sorted(Comparator.comparing((Bloat bloat) -> bloat.bytes().value(),
                        Comparator.nullsLast(Comparator.reverseOrder()))).toList())
                .invoke(found -> newest = found);
    }
}
