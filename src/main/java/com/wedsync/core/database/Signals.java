package com.wedsync.core.database;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgNotification;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;

/**
 * Words between the replicas, over LISTEN and NOTIFY on one connection of its own as log-in wedsync_app.
 *
 * <p>
 * Only for hints. What is sent while a replica has no connection it never hears; it is told each time it has one again. The
 * connection is asked for a sign of life now and then, since a network that forgot it says nothing.
 */
@Singleton
public class Signals {

    private static final Logger LOG = Logger.getLogger(Signals.class);
    private static final String COMMAND_PROFILE = "command";
    /** The first moments belong to what readiness waits for; until it listens, a reader's slow poll is its signal. */
    private static final Duration READINESS_FIRST = Duration.ofMillis(250);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration SIGN_OF_LIFE_EVERY = Duration.ofSeconds(15);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final AppPoolCreator creator;
    private final Duration connectTimeout;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final String self = UUID.randomUUID().toString();
    private volatile @Nullable PgConnection connection;
    private volatile boolean stopped;

    private record Listener(String channel, Consumer<String> heard, Runnable connected) {
    }

    Signals(Vertx vertx, AppPoolCreator creator, Pool pool, DatabaseConfig config) {
        this.vertx = vertx;
        this.creator = creator;
        this.connectTimeout = config.connectTimeout();
        pool.size(); // the pool is made on first use, and with it the creator learns its target
    }

    /**
     * Listens to a channel from the end of the process's start on, for as long as it lives. Only while it starts.
     *
     * @param heard is called with what somebody sent, this process included
     * @param connected is called whenever the connection is there, the first time and after each loss
     */
    public void listen(String channel, Consumer<String> heard, Runnable connected) {
        listeners.add(new Listener(channel, heard, connected));
    }

    /** After all who want to listen have said so. A command has nobody to tell of anything and ends before it would hear. */
    void start(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent event) {
        if (!listeners.isEmpty() && !ConfigUtils.isProfileActive(COMMAND_PROFILE)) {
            vertx.setTimer(READINESS_FIRST.toMillis(), begin -> connect(FIRST_PAUSE));
            vertx.setPeriodic(SIGN_OF_LIFE_EVERY.toMillis(), tick -> askForASign());
        }
    }

    /** The name of this process among those that are sent to; of the length of a UUID. */
    public String self() {
        return self;
    }

    /** Sends to all who listen; fails if there is no connection just now. */
    public Uni<Void> send(String channel, String word) {
        PgConnection open = connection;
        return open == null ? Uni.createFrom().failure(new IllegalStateException("no connection"))
                : UniHelper.toUni(open.preparedQuery("SELECT pg_catalog.pg_notify($1, $2)").execute(Tuple.of(channel, word)))
                        .replaceWithVoid();
    }

    /** Ends it for good. */
    public void stop() {
        stopped = true;
        PgConnection open = connection;
        if (open != null) {
            open.close();
        }
    }

    private void connect(Duration pause) {
        if (stopped) {
            return;
        }
        PgConnection.connect(vertx, target()).compose(open -> {
            open.notificationHandler(this::hear);
            open.exceptionHandler(lost -> LOG.debugf(lost, "Connection lost application=wedsync-signals"));
            open.closeHandler(closed -> {
                connection = null;
                later(FIRST_PAUSE);
            });
            return open
                    .query(listeners.stream().map(listener -> "LISTEN " + listener.channel()).collect(Collectors.joining(";")))
                    .execute().map(open).onFailure(refused -> open.close());
        }).onSuccess(open -> {
            connection = open;
            listeners.forEach(listener -> listener.connected().run());
        }).onFailure(refused -> {
            LOG.debugf("Not connected application=wedsync-signals cause=%s", refused);
            later(pause);
        });
    }

    private void hear(PgNotification word) {
        listeners.stream().filter(listener -> listener.channel().equals(word.getChannel()))
                .forEach(listener -> listener.heard().accept(word.getPayload()));
    }

    /** With a pause that is not the same in all replicas. */
    private void later(Duration pause) {
        long millis = pause.toMillis();
        Duration next = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        vertx.setTimer(ThreadLocalRandom.current().nextLong(millis / 2, millis + 1), due -> connect(next));
    }

    private PgConnectOptions target() {
        PgConnectOptions options = creator.target();
        options.setConnectTimeout(Math.toIntExact(connectTimeout.toMillis()));
        options.setTcpKeepAlive(true);
        ServerSettings.of("wedsync-signals", ANSWER_WITHIN).values().forEach(options::addProperty);
        return options;
    }

    private void askForASign() {
        PgConnection open = connection;
        if (open != null) {
            UniHelper.toUni(open.query("SELECT").execute()).replaceWithVoid()
                    .ifNoItem().after(ANSWER_WITHIN).fail()
                    .onFailure().recoverWithUni(() -> HungConnection.drop(SqlConnection.newInstance(open)))
                    .subscribe().with(alive -> LOG.trace("Asked for a sign of life"));
        }
    }
}
