package com.wedsync.core.stream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** The streams of this replica as Prometheus sees them. */
@Singleton
class StreamMetrics {

    private static final Duration[] LAG_BUCKETS = { Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(25),
            Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofSeconds(1), Duration.ofSeconds(5),
            Duration.ofSeconds(15) };

    /** Who told that something was changed. */
    enum Source {
        LOCAL,
        NOTIFY,
        POLL
    }

    private final Clock clock;
    private final AtomicInteger open = new AtomicInteger();
    private final Timer lag;
    private final Counter resumed;
    private final Counter resets;
    private final Map<Bye, Counter> dropped = new EnumMap<>(Bye.class);
    private final Map<Source, Counter> wakeUps = new EnumMap<>(Source.class);

    StreamMetrics(MeterRegistry registry, Clock clock) {
        this.clock = clock;
        Gauge.builder("wedsync.streams.open", open, AtomicInteger::get).description("Open streams").register(registry);
        lag = Timer.builder("wedsync.stream.lag").description("From a change to its being sent")
                .serviceLevelObjectives(LAG_BUCKETS).register(registry);
        resumed = Counter.builder("wedsync.stream.resumed").description("Streams that went on from a position")
                .register(registry);
        resets = Counter.builder("wedsync.stream.reset").description("Readers who were told to load everything again")
                .register(registry);
        for (Bye reason : Bye.values()) {
            dropped.put(reason, Counter.builder("wedsync.stream.dropped").description("Streams that the service ended")
                    .tag("reason", reason.text()).register(registry));
        }
        for (Source source : Source.values()) {
            wakeUps.put(source, Counter.builder("wedsync.stream.wake.ups")
                    .description("Couples and suppliers whose streams were woken")
                    .tag("source", source.name().toLowerCase(Locale.ROOT)).register(registry));
        }
    }

    void open(int streams) {
        open.set(streams);
    }

    /** These were sent now. */
    void told(List<Change> changes) {
        Instant now = clock.instant();
        for (Change change : changes) {
            Duration took = Duration.between(change.at(), now);
            lag.record(took.isNegative() ? Duration.ZERO : took); // the clocks of two machines may differ
        }
    }

    void resumed() {
        resumed.increment();
    }

    void reset() {
        resets.increment();
    }

    void dropped(Bye reason) {
        Objects.requireNonNull(dropped.get(reason)).increment();
    }

    void woken(Source source, int count) {
        Objects.requireNonNull(wakeUps.get(source)).increment(count);
    }
}
