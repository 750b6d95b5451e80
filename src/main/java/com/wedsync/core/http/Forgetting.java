package com.wedsync.core.http;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;

/** Deletes expired answers, in small statements, on every replica. */
@ApplicationScoped
class Forgetting {

    private static final Logger LOG = Logger.getLogger(Forgetting.class);

    private final IdempotencyRepository answers;

    Forgetting(IdempotencyRepository answers) {
        this.answers = answers;
    }

    @Scheduled(identity = "idempotency-keys", every = "${wedsync.idempotency.clean-every:10m}", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forget() {
        return answers.forgetSome()
                .repeat().whilst(more -> more).collect().last().replaceWithVoid()
                .onFailure().invoke(failure -> LOG.warnf("Expired idempotency keys stay for now cause=%s", failure))
                .onFailure().recoverWithNull();
    }
}
