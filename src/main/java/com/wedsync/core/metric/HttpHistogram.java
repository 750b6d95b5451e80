package com.wedsync.core.metric;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;

/** Gives the HTTP timer buckets, so that percentiles can be computed over all replicas. */
class HttpHistogram {

    private static final double NANOS_PER_MILLI = 1_000_000;
    private static final double[] BUCKETS = { 5 * NANOS_PER_MILLI, 25 * NANOS_PER_MILLI, 50 * NANOS_PER_MILLI,
            100 * NANOS_PER_MILLI, 150 * NANOS_PER_MILLI, 200 * NANOS_PER_MILLI, 300 * NANOS_PER_MILLI, 500 * NANOS_PER_MILLI,
            1_000 * NANOS_PER_MILLI, 5_000 * NANOS_PER_MILLI };

    @Produces
    @Singleton
    MeterFilter buckets() {
        return new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                return id.getName().equals("http.server.requests")
                        ? DistributionStatisticConfig.builder().serviceLevelObjectives(BUCKETS).build().merge(config)
                        : config;
            }
        };
    }
}
