package com.wedsync.core.maintenance;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** What became of the invalid indexes that an interrupted REINDEX CONCURRENTLY left behind. */
@RegisterForReflection
@Schema(description = "What became of the invalid indexes that an interrupted REINDEX CONCURRENTLY left behind.")
public record Leftovers(
        @Schema(examples = "[\"wedding.guest_pkey_ccnew\"]") List<String> dropped,
        List<Skipped> kept) {

    static final Leftovers NONE = new Leftovers(List.of(), List.of());

    Leftovers and(Leftovers others) {
        List<String> allDropped = new ArrayList<>(dropped);
        allDropped.addAll(others.dropped);
        List<Skipped> allKept = new ArrayList<>(kept);
        allKept.addAll(others.kept);
        return new Leftovers(allDropped, allKept);
    }
}
