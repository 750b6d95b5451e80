package com.wedsync.core.metric;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import com.wedsync.core.migration.SchemaReady;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;

/** Takes a reading every minute and says, once, when it no longer can. */
@Singleton
class SamplingSchedule {

    private static final Logger LOG = Logger.getLogger(SamplingSchedule.class);

    private final Sampler sampler;
    private final Gauges gauges;
    private final Timer cost;
    private final Event<PassEnded> passes;
    private final Clock clock;
    private volatile boolean failing;

    SamplingSchedule(Sampler sampler, Gauges gauges, MeterRegistry registry, Event<PassEnded> passes, Clock clock) {
        this.sampler = sampler;
        this.gauges = gauges;
        this.passes = passes;
        this.clock = clock;
        this.cost = Timer.builder("wedsync.sampler.reading").description("One kept reading, as long as it took")
                .register(registry);
    }

    /** The first reading, as soon as there is a table to keep it in. */
    void begin(@Observes SchemaReady ready) {
        sample().subscribe().with(done -> LOG.debug("First reading taken"));
    }

    @Scheduled(every = "${wedsync.sampler.every:60s}", delayed = "${wedsync.sampler.every:60s}", skipExecutionIf = SchemaPending.class, concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> sample() {
        long started = System.nanoTime();
        return sampler.sample()
                .invoke(metrics -> {
                    cost.record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
                    gauges.show();
                    passes.fire(new PassEnded(clock.instant(), true));
                    recovered();
                })
                .onFailure().recoverWithItem(failure -> {
                    gauges.forget();
                    passes.fire(new PassEnded(clock.instant(), false));
                    report(failure, Duration.ofNanos(System.nanoTime() - started));
                    return null;
                })
                .replaceWithVoid();
    }

    private void recovered() {
        if (failing) {
            failing = false;
            LOG.info("Reading the database works again");
        }
    }

    private void report(Throwable failure, Duration after) {
        if (!failing) {
            failing = true;
            LOG.warnf("The database cannot be read after_ms=%d cause=%s", after.toMillis(), failure);
        }
    }
}
