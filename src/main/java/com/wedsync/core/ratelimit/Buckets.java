package com.wedsync.core.ratelimit;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;

/** The buckets of those who called of late; one that would be full by now is forgotten. */
final class Buckets {

    private final Cache<Holder, Bucket> buckets;
    private final TimeMeter time;

    /** A key whose limit is changed begins a new bucket. */
    private record Holder(String caller, Allowance allowance) {
    }

    Buckets(int remembered, TimeMeter time) {
        this.time = time;
        this.buckets = Caffeine.newBuilder().maximumSize(remembered)
                .expireAfter(Expiry.accessing((Holder holder, Bucket bucket) -> untilFull(holder)))
                .ticker(time::currentTimeNanos)
                .build();
    }

    /** Takes one request out of the bucket of {@code caller}, if there is one in it. */
    ConsumptionProbe take(String caller, Allowance allowance) {
        return buckets.get(new Holder(caller, allowance), this::full).tryConsumeAndReturnRemaining(1);
    }

    /** How many are remembered now. */
    long size() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }

    private Bucket full(Holder holder) {
        Allowance allowance = holder.allowance();
        return Bucket.builder().withCustomTimePrecision(time)
                .addLimit(limit -> limit.capacity(allowance.burst()).refillGreedy(allowance.perMinute(), Duration.ofMinutes(1)))
                .build();
    }

    private static Duration untilFull(Holder holder) {
        return holder.allowance().window().plusSeconds(1);
    }
}
