package com.wedsync.core.http;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;

/** Tells what was committed. A hint: who has to know every change reads them from the database. */
@ApplicationScoped
public class Commits {

    private final Event<Committed> event;

    Commits(Event<Committed> event) {
        this.event = event;
    }

    /** Data of these couples and suppliers was changed. */
    public void of(UUID... tenants) {
        event.fire(new Committed(List.of(tenants)));
    }
}
