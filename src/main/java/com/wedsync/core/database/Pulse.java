package com.wedsync.core.database;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * Tells a long statement from a dead one.
 *
 * <p>
 * VACUUM may say nothing for hours. A server that froze, or a network that forgot the connection, says nothing either, and
 * the kernel's keep-alive notices the one never and the other after two hours. So somebody else is asked now and then.
 *
 * @param every how often it is asked
 * @param patience without a sign of life for so long, there is none
 */
record Pulse(Duration every, Duration patience) {

    /**
     * Watches until cancelled.
     *
     * @param sign asks once; no sign is false or a failure, and no answer before the next question is due
     * @param lost called when patience has run out, again with each question after it
     */
    Cancellable watch(Uni<Boolean> sign, Runnable lost) {
        AtomicLong seen = new AtomicLong(System.nanoTime());
        return Multi.createFrom().ticks().startingAfter(every).every(every)
                .onOverflow().drop()
                .onItem().transformToUniAndConcatenate(tick -> sign
                        .ifNoItem().after(every).recoverWithItem(false)
                        .onFailure().recoverWithItem(false))
                .subscribe().with(alive -> judge(alive, seen, lost));
    }

    private void judge(boolean alive, AtomicLong seen, Runnable lost) {
        long now = System.nanoTime();
        if (alive) {
            seen.set(now);
        } else if (now - seen.get() >= patience.toNanos()) {
            lost.run();
        }
    }
}
