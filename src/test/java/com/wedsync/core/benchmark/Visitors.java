package com.wedsync.core.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.wedsync.core.testing.BlockingClient;

import io.vertx.core.http.HttpClientOptions;

/**
 * People who do what the specification's five scenarios say, with its weights: 30 dashboard, 25 forms, 20 core fields (a look
 * and an update), 15 guest list, 10 timeline. Each waits for its answer, thinks, and goes on; who is refused by 503 thinks for
 * as long as {@code Retry-After} says.
 */
final class Visitors implements AutoCloseable {

    private static final int DASHBOARD = Operation.index("dashboard");
    private static final int FORMS = Operation.index("forms");
    private static final int CORE_FIELDS = Operation.index("core fields");
    private static final int UPDATE = Operation.index("core-field update");
    private static final int GUESTS = Operation.index("list of 100 guests, all fields");
    private static final int TIMELINE = Operation.index("timeline");

    private static final Duration ARRIVING = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST = 1000;

    private final BlockingClient client = new BlockingClient(new HttpClientOptions().setMaxPoolSize(MOST));
    private final ServiceProcess service;
    private final List<Partner> partners;
    private final Queue<Visit> visits = new ConcurrentLinkedQueue<>();

    Visitors(ServiceProcess service, List<Partner> partners) {
        this.service = service;
        this.partners = partners;
    }

    /** One answer: to which operation, its status (0 if there was none), when it came and after how long. */
    record Visit(Operation operation, int status, long endNanos, double millis) {
    }

    /** Lets {@code users} come evenly within the first second and stay for {@code length}; returns what they met. */
    List<Visit> come(int users, Duration thinking, Duration length) {
        visits.clear();
        long end = System.nanoTime() + length.toNanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int user = 0; user < users; user++) {
                int number = user;
                threads.submit(() -> stay(number, users, thinking, end));
            }
        }
        return List.copyOf(visits);
    }

    private Void stay(int number, int users, Duration thinking, long end) throws InterruptedException {
        Random chance = new Random(number);
        Thread.sleep(ARRIVING.multipliedBy(number).dividedBy(users));
        for (int turn = 0; System.nanoTime() < end; turn++) {
            Partner partner = partners.get(chance.nextInt(partners.size()));
            int dice = chance.nextInt(100);
            int status = dice < 30 ? visit(DASHBOARD, partner, turn)
                    : dice < 55 ? visit(FORMS, partner, turn)
                            : dice < 75 ? lookAndUpdate(partner, users * turn + number)
                                    : dice < 90 ? visit(GUESTS, partner, turn) : visit(TIMELINE, partner, turn);
            Thread.sleep(status == 503 && thinking.toMillis() < 1000 ? Duration.ofSeconds(1) : thinking);
        }
        return null;
    }

    private int lookAndUpdate(Partner partner, int turn) throws InterruptedException {
        int status = visit(CORE_FIELDS, partner, turn);
        return status == 200 ? visit(UPDATE, partner, turn) : status;
    }

    private int visit(int index, Partner partner, int turn) throws InterruptedException {
        Operation operation = Operation.ALL.get(index);
        Call call = operation.call(service, partner, turn);
        long begin = System.nanoTime();
        int status;
        try {
            status = client.send(call.options(), call.content(), PATIENCE).status();
        } catch (IOException none) {
            status = 0;
        }
        long now = System.nanoTime();
        visits.add(new Visit(operation, status, now, (now - begin) / 1e6));
        return status;
    }

    @Override
    public void close() {
        client.close();
    }
}
