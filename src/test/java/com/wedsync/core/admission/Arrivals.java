package com.wedsync.core.admission;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import com.wedsync.core.admission.Gate.Visit;

/** Who arrived at a gate, and what became of them, in a time that tests set. */
abstract class Arrivals {

    static final Duration PATIENCE = Duration.ofMillis(500);

    final List<String> admitted = new ArrayList<>();
    final List<String> refused = new ArrayList<>();
    final AtomicLong now = new AtomicLong();

    /** The caller is the first letter of {@code name}. */
    Visit arrive(Gate gate, String name) {
        Visit visit = gate.visit(name.substring(0, 1), () -> admitted.add(name), () -> refused.add(name));
        visit.arrive();
        return visit;
    }
}
