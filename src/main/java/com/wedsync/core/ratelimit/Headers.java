package com.wedsync.core.ratelimit;

import java.util.concurrent.TimeUnit;

import com.wedsync.core.ratelimit.Limits.Verdict;

import io.github.bucket4j.ConsumptionProbe;
import io.vertx.core.MultiMap;

/**
 * What a caller has left, in the two forms that clients know: the fields of draft-ietf-httpapi-ratelimit-headers-10, and the
 * three that came before it.
 */
final class Headers {

    private Headers() {
    }

    static void write(MultiMap headers, Verdict verdict) {
        Allowance allowance = verdict.allowance();
        ConsumptionProbe probe = verdict.probe();
        String remaining = Long.toString(probe.getRemainingTokens());
        String reset = Long.toString(seconds(probe.getNanosToWaitForReset()));
        headers.add("RateLimit-Policy", "\"" + allowance.kind() + "\";q=" + allowance.burst() + ";w="
                + seconds(allowance.window().toNanos()));
        headers.add("RateLimit", "\"" + allowance.kind() + "\";r=" + remaining + ";t=" + reset);
        headers.add("RateLimit-Limit", Integer.toString(allowance.burst()));
        headers.add("RateLimit-Remaining", remaining);
        headers.add("RateLimit-Reset", reset);
    }

    /** Whole seconds, at least one: a client that waits as long as it is told is served. */
    static long seconds(long nanos) {
        return Math.max(1, Math.ceilDiv(nanos, TimeUnit.SECONDS.toNanos(1)));
    }
}
