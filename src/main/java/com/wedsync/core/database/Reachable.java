package com.wedsync.core.database;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import io.smallrye.mutiny.Uni;

/**
 * Asks the database one trivial question over the data plane's pool, within a bound; askers at the same time share the answer.
 */
@Singleton
public final class Reachable {

    private static final Duration BOUND = Duration.ofSeconds(2);
    private static final Duration SHARED_FOR = Duration.ofSeconds(1);
    /** In words that give away neither addresses nor log-ins. */
    private static final String SILENT = "The database did not answer within " + BOUND.toSeconds() + " s.";
    private static final String GONE = "No database connection is free, or the database is not reachable.";

    private final Database database;
    private @Nullable Question last;

    Reachable(@App Database database) {
        this.database = database;
    }

    /** Never fails: a failure is an answer. */
    public Uni<Reachability> check() {
        return Uni.createFrom().deferred(() -> current().answer());
    }

    /**
     * Asks, and goes on with {@code work} over the same connection. A pool opens another one for everybody who asks at the same
     * time; who calls {@link #check} meanwhile waits for this answer instead.
     */
    public <T> Uni<T> checkThen(Function<Session, Uni<T>> work) {
        return Uni.createFrom().deferred(() -> begin().ask(database, work));
    }

    private synchronized Question begin() {
        Question question = new Question();
        last = question;
        return question;
    }

    private synchronized Question current() {
        if (last != null && last.isOfNow()) {
            return last;
        }
        Question question = begin();
        question.ask(database, session -> Uni.createFrom().voidItem()).subscribe().with(done -> {
        }, told -> {
        });
        return question;
    }

    /** One time that the database is asked. */
    private static final class Question {

        private final long asked = System.nanoTime();
        private final CompletableFuture<Reachability> answer = new CompletableFuture<>();

        <T> Uni<T> ask(Database database, Function<Session, Uni<T>> work) {
            return database.with(session -> session.command("SELECT 1")
                    .invoke(row -> answer.complete(new Reachability(true, millis(), null)))
                    .chain(() -> work.apply(session)))
                    .onTermination().invoke((done, failure, left) -> answer.complete(unreachable(left ? SILENT : GONE)));
        }

        /** What hangs is asked anew: it may be the connection that does. */
        boolean isOfNow() {
            Duration longest = answer.isDone() ? SHARED_FOR : BOUND;
            return System.nanoTime() - asked < longest.toNanos();
        }

        Uni<Reachability> answer() {
            return Uni.createFrom().completionStage(answer::copy) // who no longer waits must not cancel it for the others
                    .ifNoItem().after(BOUND)
                    .recoverWithItem(() -> unreachable(SILENT));
        }

        private Reachability unreachable(String sentence) {
            return new Reachability(false, millis(), sentence);
        }

        private double millis() {
            return Math.round((System.nanoTime() - asked) / 10_000.0) / 100.0;
        }
    }
}
