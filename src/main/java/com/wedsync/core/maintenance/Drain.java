package com.wedsync.core.maintenance;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import com.wedsync.core.database.Database;
import com.wedsync.core.database.Ops;

import io.quarkus.runtime.ShutdownEvent;

/** Ends this process's runs at shutdown: lets them finish if they are quick, cancels the others and has that written. */
@Singleton
class Drain {

    private static final Logger LOG = Logger.getLogger(Drain.class);
    /** A cancelled statement ends within milliseconds; dropping half-built indexes after it may take a little. */
    private static final Duration AFTER_CANCEL = Duration.ofSeconds(5);

    private final Worker worker;
    private final Database database;
    private final BackendRepository backends;
    private final MaintenanceConfig config;

    Drain(Worker worker, @Ops Database database, BackendRepository backends, MaintenanceConfig config) {
        this.worker = worker;
        this.database = database;
        this.backends = backends;
        this.config = config;
    }

    /** Blocks the shutdown, which closes the connections next. */
    void onShutdown(@Observes ShutdownEvent event) {
        worker.stop();
        if (!ended(config.drain())) {
            worker.active().values().forEach(this::cancel);
            if (!ended(AFTER_CANCEL)) {
                LOG.warnf("Maintenance goes on at shutdown runs=%s", worker.active().keySet());
            }
        }
    }

    private void cancel(Worker.Active run) {
        database.with(session -> backends.cancel(session, run.backendPid())).subscribe().with(done -> {
        }, failure -> LOG.warnf("Maintenance cannot be cancelled pid=%d cause=%s", run.backendPid(), failure));
    }

    private boolean ended(Duration atMost) {
        Collection<Worker.Active> active = worker.active().values();
        CompletableFuture<?>[] ends = active.stream().map(Worker.Active::end).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(ends).get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException late) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
