package com.wedsync.core.stream;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;

/** The event loop on which the feed lives, and its bounded way to the database. */
@Singleton
class Loop {

    /** Statements of the feed on their way; thousands of streams that wake at once must not fill the queue of all. */
    private static final int AT_A_TIME = 16;

    private final Vertx vertx;
    private final Context context;
    private final Queue<Long> periodic = new ConcurrentLinkedQueue<>();
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int underWay;

    Loop(Vertx vertx) {
        this.vertx = vertx;
        this.context = ((VertxInternal) vertx).createEventLoopContext();
    }

    /** Runs {@code action} on the loop: at once if this is it. */
    void run(Runnable action) {
        if (Vertx.currentContext() == context) {
            action.run();
        } else {
            context.runOnContext(turn -> action.run());
        }
    }

    void later(Duration delay, Runnable action) {
        vertx.setTimer(Math.max(1, delay.toMillis()), due -> run(action));
    }

    void every(Duration period, Runnable action) {
        periodic.add(vertx.setPeriodic(Math.max(1, period.toMillis()), due -> run(action)));
    }

    @PreDestroy
    void stop() {
        periodic.forEach(vertx::cancelTimer);
    }

    /** Asks the database, in turn, and goes on here with the answer. Only from the loop. */
    <T> void read(Uni<T> question, Consumer<? super T> answered, Consumer<Throwable> failed) {
        waiting.add(() -> question.subscribe().with(
                answer -> run(() -> end(() -> answered.accept(answer))),
                failure -> run(() -> end(() -> failed.accept(failure)))));
        next();
    }

    private void next() {
        while (underWay < AT_A_TIME && !waiting.isEmpty()) {
            underWay++;
            waiting.poll().run();
        }
    }

    private void end(Runnable then) {
        underWay--;
        then.run();
        next();
    }
}
