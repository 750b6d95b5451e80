package com.wedsync.core.ratelimit;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.access.Caller;

import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;

/** Whom which allowance is for; made for the first request that is counted. */
@ApplicationScoped
class Limits {

    private final Allowance users;
    private final Allowance keys;
    private final Allowance anonymous;
    /** Apart: who invents addresses cannot make callers forgotten. */
    private final Buckets callers;
    private final Buckets addresses;

    @Inject
    Limits(RateLimitConfig config) {
        this(config, TimeMeter.SYSTEM_NANOTIME);
    }

    Limits(RateLimitConfig config, TimeMeter time) {
        this.users = new Allowance("user", config.usersPerMinute(), config.usersBurst());
        this.keys = new Allowance("key", config.keysPerMinute(), config.keysBurst());
        this.anonymous = new Allowance("anonymous", config.anonymousPerMinute(), config.anonymousBurst());
        this.callers = new Buckets(config.remembered(), time);
        this.addresses = new Buckets(config.remembered(), time);
    }

    /** A request, and what its caller has left. */
    record Verdict(Allowance allowance, ConsumptionProbe probe) {
    }

    /**
     * One more request of {@code caller}; empty if there is no limit.
     *
     * @param own requests a minute that the caller's key was given
     * @param address where an anonymous request comes from
     */
    Optional<Verdict> take(Caller caller, @Nullable Integer own, @Nullable String address) {
        return switch (caller.kind()) {
            case "service" -> Optional.empty();
            case "user" -> take(callers, caller.identity(), users);
            case "key" -> take(callers, caller.identity(), own == null ? keys : keys.withPerMinute(own));
            default -> take(addresses, network(String.valueOf(address)), anonymous);
        };
    }

    private static Optional<Verdict> take(Buckets buckets, String caller, Allowance allowance) {
        return Optional.of(new Verdict(allowance, buckets.take(caller, allowance)));
    }

    /** The first 64 bits of an IPv6 address: one subscriber has them all. Vert.x writes all eight groups. */
    static String network(String address) {
        int end = -1;
        for (int groups = 0; groups < 4; groups++) {
            end = address.indexOf(':', end + 1);
            if (end < 0) {
                return address;
            }
        }
        return address.substring(0, end);
    }
}
