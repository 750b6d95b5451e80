package com.wedsync.core.sync;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;

/** Deletes changes that are too old, in small statements; of the replicas the first to come does it. */
@ApplicationScoped
class Forgetting {

    private static final Logger LOG = Logger.getLogger(Forgetting.class);

    private final ChangeRepository changes;

    Forgetting(ChangeRepository changes) {
        this.changes = changes;
    }

    @Scheduled(identity = "changes", every = "${wedsync.sync.forget-every:10m}", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forget() {
        return changes.forgetSome()
                .repeat().whilst(more -> more).collect().last().replaceWithVoid()
                .onFailure().invoke(failure -> LOG.warnf("Old changes stay for now cause=%s", failure))
                .onFailure().recoverWithNull();
    }
}
