package com.wedsync.core.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.wedsync.core.access.Caller;
import com.wedsync.core.ratelimit.Limits.Verdict;

import io.github.bucket4j.TimeMeter;

class LimitsTest {

    private static final Caller EMMA = Caller.user(UUID.randomUUID());

    private final AtomicLong now = new AtomicLong();
    private final TimeMeter time = new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return now.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    };
    private final Limits limits = new Limits(new Config(), time);

    @Test
    void a_burst_is_served_and_then_as_much_as_comes_in() {
        assertThat(served(EMMA, null, 12)).isEqualTo(10);

        pass(Duration.ofSeconds(1));
        assertThat(served(EMMA, null, 5)).isEqualTo(1);
        pass(Duration.ofMinutes(5));
        assertThat(served(EMMA, null, 12)).isEqualTo(10);
    }

    @Test
    void who_is_refused_is_served_after_the_time_that_was_told() {
        served(EMMA, null, 10);
        Verdict refused = limits.take(EMMA, null, null).orElseThrow();
        assertThat(refused.probe().isConsumed()).isFalse();

        pass(Duration.ofSeconds(Headers.seconds(refused.probe().getNanosToWaitForRefill())));
        assertThat(served(EMMA, null, 1)).isEqualTo(1);
    }

    @Test
    void callers_do_not_take_from_each_other_and_a_key_has_one_bucket_whatever_its_scopes() {
        UUID supplier = UUID.randomUUID();
        UUID key = UUID.randomUUID();
        assertThat(served(EMMA, null, 20)).isEqualTo(10);
        assertThat(served(Caller.user(UUID.randomUUID()), null, 20)).isEqualTo(10);
        assertThat(served(Caller.key(supplier, key, Set.of("guests:read")), null, 15)).isEqualTo(15);
        assertThat(served(Caller.key(supplier, key, Set.of("audit:read")), null, 15)).isEqualTo(5);
    }

    @Test
    void a_key_with_a_limit_of_its_own_has_that_and_a_burst_to_match() {
        Caller key = Caller.key(UUID.randomUUID(), UUID.randomUUID(), Set.of("guests:read"));
        assertThat(served(key, 12, 10)).isEqualTo(2);
        pass(Duration.ofSeconds(5));
        assertThat(served(key, 12, 10)).isEqualTo(1);
        assertThat(served(key, 1200, 300)).isEqualTo(200);
    }

    @Test
    void the_service_role_has_no_limit() {
        assertThat(served(Caller.service("operator"), null, 10_000)).isEqualTo(10_000);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({ "192.0.2.7, 192.0.2.7", "2001:db8:0:1:0:0:0:9, 2001:db8:0:1", "0:0:0:0:0:0:0:1, 0:0:0:0" })
    void a_network_of_ipv6_is_one_address(String address, String network) {
        assertThat(Limits.network(address)).isEqualTo(network);
    }

    @Test
    void buckets_that_would_be_full_are_forgotten_and_there_are_never_too_many() {
        Buckets buckets = new Buckets(100, time);
        Allowance allowance = new Allowance("user", 60, 10);
        for (int i = 0; i < 1000; i++) {
            buckets.take("user:" + i, allowance);
        }
        assertThat(buckets.size()).isBetween(1L, 100L);
        pass(Duration.ofSeconds(12));
        assertThat(buckets.size()).isZero();
    }

    @Test
    void a_bucket_that_is_in_use_is_not_forgotten() {
        for (int i = 0; i < 60; i++) {
            served(EMMA, null, 20);
            pass(Duration.ofMillis(500));
        }
        assertThat(served(EMMA, null, 20)).isLessThan(3);
    }

    private int served(Caller caller, @Nullable Integer own, int requests) {
        int served = 0;
        for (int i = 0; i < requests; i++) {
            served += limits.take(caller, own, "192.0.2.7").map(verdict -> verdict.probe().isConsumed()).orElse(true) ? 1 : 0;
        }
        return served;
    }

    private void pass(Duration duration) {
        now.addAndGet(duration.toNanos());
    }

    /** Users 60 a minute and 10 at once, keys 120 and 20. */
    private record Config() implements RateLimitConfig {

        @Override
        public boolean enabled() {
            return true;
        }

        @Override
        public int usersPerMinute() {
            return 60;
        }

        @Override
        public int usersBurst() {
            return 10;
        }

        @Override
        public int keysPerMinute() {
            return 120;
        }

        @Override
        public int keysBurst() {
            return 20;
        }

        @Override
        public int anonymousPerMinute() {
            return 30;
        }

        @Override
        public int anonymousBurst() {
            return 5;
        }

        @Override
        public int remembered() {
            return 1000;
        }
    }
}
