package com.wedsync.core.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;

/**
 * People who do what the specification's five scenarios say, with its weights: 30 dashboard, 25 forms, 20 core fields (a look
 * and an update), 15 guest list, 10 timeline. Each waits for its answer, thinks, and goes on; who is refused by 503 thinks for
 * as long as {@code Retry-After} says. All of them live on one event loop, to leave the processors to what is measured.
 */
final class Visitors implements AutoCloseable {

    private static final int DASHBOARD = Operation.index("dashboard");
    private static final int FORMS = Operation.index("forms");
    private static final int CORE_FIELDS = Operation.index("core fields");
    private static final int UPDATE = Operation.index("core-field update");
    private static final int GUESTS = Operation.index("list of 100 guests, all fields");
    private static final int TIMELINE = Operation.index("timeline");

    private static final Duration ARRIVING = Duration.ofSeconds(1);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST = 1000;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClient client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(MOST));
    private final ServiceProcess service;
    private final List<Partner> partners;

    Visitors(ServiceProcess service, List<Partner> partners) {
        this.service = service;
        this.partners = partners;
    }

    /** One answer: to which operation, its status (0 if there was none), when it came and after how long. */
    record Visit(Operation operation, int status, long endNanos, double millis) {
    }

    /** Lets {@code users} come evenly within the first second and stay for {@code length}; returns what they met. */
    List<Visit> come(int users, Duration thinking, Duration length) {
        long end = System.nanoTime() + length.toNanos();
        List<User> all = IntStream.range(0, users).mapToObj(number -> new User(number, users, thinking, end)).toList();
        all.forEach(User::come);
        Future.join(all.stream().map(user -> user.gone.future()).toList()).toCompletionStage().toCompletableFuture().join();
        return all.stream().flatMap(user -> user.visits.stream()).toList();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** Used by the event loop alone. */
    private final class User {

        private final int number;
        private final int users;
        private final Duration thinking;
        private final long end;
        private final Random chance;
        private final List<Visit> visits = new ArrayList<>();
        private final Promise<Void> gone = Promise.promise();
        private int turn;

        User(int number, int users, Duration thinking, long end) {
            this.number = number;
            this.users = users;
            this.thinking = thinking;
            this.end = end;
            this.chance = new Random(number);
        }

        void come() {
            vertx.runOnContext(here -> after(ARRIVING.multipliedBy(number).dividedBy(users)));
        }

        private void after(Duration pause) {
            if (pause.toMillis() == 0) {
                next();
            } else {
                vertx.setTimer(pause.toMillis(), over -> next());
            }
        }

        private void next() {
            if (System.nanoTime() >= end) {
                gone.complete();
                return;
            }
            Partner partner = partners.get(chance.nextInt(partners.size()));
            screen(chance.nextInt(100), partner).onComplete(looked -> {
                turn++;
                boolean refused = looked.succeeded() && looked.result() == 503;
                after(refused && thinking.compareTo(RETRY_AFTER) < 0 ? RETRY_AFTER : thinking);
            });
        }

        private Future<Integer> screen(int dice, Partner partner) {
            return dice < 30 ? visit(DASHBOARD, partner)
                    : dice < 55 ? visit(FORMS, partner)
                            : dice < 75 ? visit(CORE_FIELDS, partner).compose(status -> status == 200 ? visit(UPDATE, partner)
                                    : Future.succeededFuture(status))
                                    : dice < 90 ? visit(GUESTS, partner) : visit(TIMELINE, partner);
        }

        private Future<Integer> visit(int index, Partner partner) {
            Operation operation = Operation.ALL.get(index);
            Call call = operation.call(service, partner, users * turn + number);
            long begin = System.nanoTime();
            return client.request(call.options())
                    .compose(request -> request.send(call.content()))
                    .compose(Visitors::whole)
                    .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .otherwise(0)
                    .onSuccess(status -> {
                        long now = System.nanoTime();
                        visits.add(new Visit(operation, status, now, (now - begin) / 1e6));
                    });
        }
    }

    private static Future<Integer> whole(HttpClientResponse response) {
        return response.end().map(response.statusCode());
    }
}
