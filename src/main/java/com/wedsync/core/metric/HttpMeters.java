package com.wedsync.core.metric;

import java.util.regex.Pattern;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;

/** Gives the HTTP timer buckets, so that percentiles can be computed over all replicas, and its servers the same tags. */
class HttpMeters {

    private static final String REQUESTS = "http.server.requests";
    private static final String PORT = "server.port";
    private static final String ADDRESS = "uri";
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final double NANOS_PER_MILLI = 1_000_000;
    private static final double[] BUCKETS = { 5 * NANOS_PER_MILLI, 25 * NANOS_PER_MILLI, 50 * NANOS_PER_MILLI,
            100 * NANOS_PER_MILLI, 150 * NANOS_PER_MILLI, 200 * NANOS_PER_MILLI, 300 * NANOS_PER_MILLI, 500 * NANOS_PER_MILLI,
            1_000 * NANOS_PER_MILLI, 5_000 * NANOS_PER_MILLI };

    /** A server on a port of the system's choice has no port tag, and Prometheus refuses a name with and without a tag. */
    private static boolean lacksPort(Meter.Id id) {
        return id.getName().startsWith("http.server.") && !id.getName().equals(REQUESTS) && id.getTag(PORT) == null;
    }

    /**
     * Who is refused before a resource was looked for has the address as it was sent; the ids in it would make a meter each.
     */
    private static Meter.Id withoutIds(Meter.Id id) {
        String address = id.getTag(ADDRESS);
        return address != null && ID.matcher(address).find()
                ? id.replaceTags(Tags.of(id.getTagsAsIterable()).and(ADDRESS, ID.matcher(address).replaceAll("{id}")))
                : id;
    }

    @Produces
    @Singleton
    MeterFilter meters() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                if (id.getName().equals(REQUESTS)) {
                    return withoutIds(id);
                }
                return lacksPort(id) ? id.withTag(Tag.of(PORT, "0")) : id;
            }

            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                return id.getName().equals(REQUESTS)
                        ? DistributionStatisticConfig.builder().serviceLevelObjectives(BUCKETS).build().merge(config)
                        : config;
            }
        };
    }
}
