package com.wedsync.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.wedsync.core.error.ProblemType;
import com.wedsync.core.error.Unavailable;
import com.wedsync.core.testing.Eventually;

class KeySetTest {

    /** Connecting and answering together, and as much again for a busy machine. */
    private static final Duration PATIENCE = Duration.ofMillis(1500);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration BOUND = Duration.ofSeconds(12);
    private static final RsaJsonWebKey FIRST = FakeKeyServer.key("first");
    private static final RsaJsonWebKey SECOND = FakeKeyServer.key("second");

    private final FakeKeyServer server = new FakeKeyServer();
    private final Hands clock = new Hands();
    private final KeySet keys = new KeySet(new KeyServer(server.url(), PATIENCE), PAUSE, clock);

    @BeforeEach
    void publish() {
        server.publish(FIRST);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void keys_are_fetched_once() throws Exception {
        assertThat(resolve(FIRST)).isEqualTo(FIRST.getKey());
        assertThat(resolve(FIRST)).isEqualTo(FIRST.getKey());

        assertThat(server.timesAsked()).isEqualTo(1);
    }

    @Test
    void a_key_that_the_server_does_not_have_is_unknown_however_often_it_is_named() throws Exception {
        resolve(FIRST);
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThatThrownBy(() -> resolve(SECOND)).isInstanceOf(UnresolvableKeyException.class);
        }
        clock.advance(PAUSE);
        assertThatThrownBy(() -> resolve(SECOND)).isInstanceOf(UnresolvableKeyException.class);

        assertThat(server.timesAsked()).as("invented key ids cost the server one question per pause").isEqualTo(2);
    }

    @Test
    void a_rotated_key_is_found_and_the_old_one_is_no_longer_accepted() throws Exception {
        resolve(FIRST);
        server.publish(SECOND);
        clock.advance(PAUSE);

        assertThat(resolve(SECOND)).isEqualTo(SECOND.getKey());
        assertThatThrownBy(() -> resolve(FIRST)).isInstanceOf(UnresolvableKeyException.class);
    }

    @Test
    void known_keys_are_refreshed_behind_the_callers_back() throws Exception {
        resolve(FIRST);
        server.publish(SECOND);
        clock.advance(KeySet.REFRESH_AFTER);

        assertThat(resolve(FIRST)).isEqualTo(FIRST.getKey());

        Eventually.get(server::timesAsked, times -> times == 2);
        assertThat(resolve(SECOND)).isEqualTo(SECOND.getKey());
        assertThat(server.timesAsked()).isEqualTo(2);
    }

    @Test
    void a_server_that_hangs_is_given_up_on_and_asked_again_after_a_pause() throws Exception {
        server.hang();
        long start = System.nanoTime();
        assertThatThrownBy(() -> resolve(FIRST)).satisfies(KeySetTest::isUnavailable);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);

        server.answerAgain();
        assertThatThrownBy(() -> resolve(FIRST)).satisfies(KeySetTest::isUnavailable);
        assertThat(server.timesAsked()).isEqualTo(1);

        clock.advance(PAUSE);
        assertThat(resolve(FIRST)).isEqualTo(FIRST.getKey());
    }

    @Test
    void callers_do_not_queue_for_a_server_that_hangs() throws Exception {
        server.hang();
        long start = System.nanoTime();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Object>> refused = callers.invokeAll(Stream.generate(() -> (Callable<Object>) () -> resolve(FIRST))
                    .limit(20).toList());
            assertThat(refused).allSatisfy(caller -> assertThat(caller.exceptionNow()).satisfies(KeySetTest::isUnavailable));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);

        clock.advance(PAUSE);
        Thread patient = Thread.startVirtualThread(() -> assertThatThrownBy(() -> resolve(FIRST)).isNotNull());
        Eventually.get(server::timesAsked, times -> times == 2);
        assertThatThrownBy(() -> resolve(SECOND)).satisfies(KeySetTest::isUnavailable);
        assertThat(patient.isAlive()).as("who was refused did not wait for the one who asks").isTrue();
        patient.join();
    }

    @Test
    void known_keys_outlive_a_server_that_is_down_for_an_hour() throws Exception {
        resolve(FIRST);
        server.close();
        clock.advance(KeySet.FORGET_AFTER.minusSeconds(1));

        assertThat(resolve(FIRST)).isEqualTo(FIRST.getKey());
        assertThatThrownBy(() -> resolve(SECOND)).satisfies(KeySetTest::isUnavailable);

        clock.advance(PAUSE);
        assertThatThrownBy(() -> resolve(FIRST)).satisfies(KeySetTest::isUnavailable);

        server.start();
        clock.advance(PAUSE);
        assertThat(resolve(FIRST)).isEqualTo(FIRST.getKey());
    }

    @ParameterizedTest
    @CsvSource({ "500, {}", "404, ''", "302, ''", "200, <html>", "200, '{\"keys\":1}'" })
    void an_answer_without_keys_is_none(int status, String body) {
        server.answer(status, body);

        assertThatThrownBy(() -> resolve(FIRST)).satisfies(KeySetTest::isUnavailable);
    }

    @Test
    void an_answer_without_end_is_not_read_to_its_end() {
        server.answer(200, "{\"keys\":[]," + " ".repeat(600_000) + "\"more\":1}");

        assertThatThrownBy(() -> resolve(FIRST)).satisfies(KeySetTest::isUnavailable);
    }

    @Test
    void a_token_without_a_key_id_is_verified_by_the_only_key() {
        assertThatCode(() -> resolve(new JsonWebSignature(), null)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://id.example.com/keys", "http://localhost:8080/keys", "http://127.0.0.1/keys",
            "http://127.1.2.3/keys", "http://[::1]:8080/keys" })
    void keys_come_over_https_or_from_this_machine(String url) {
        assertThat(KeyServer.isTrusted(URI.create(url))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "http://id.example.com/keys", "http://10.0.0.1/keys", "http://127.0.0.1.example.com/keys",
            "http://localhost.example.com/keys", "http://localhost@id.example.com/keys", "ftp://localhost/keys",
            "file:///etc/keys", "/keys", "id.example.com" })
    void keys_that_somebody_could_put_in_place_are_refused(String url) {
        assertThat(KeyServer.isTrusted(URI.create(url))).isFalse();
    }

    private Object resolve(RsaJsonWebKey key) throws JoseException {
        return resolve(new JsonWebSignature(), key.getKeyId());
    }

    private Object resolve(JsonWebSignature token, @Nullable String keyId) throws JoseException {
        token.setAlgorithmHeaderValue("RS256");
        if (keyId != null) {
            token.setKeyIdHeaderValue(keyId);
        }
        return keys.resolveKey(token, List.of());
    }

    private static void isUnavailable(Throwable refusal) {
        assertThat(refusal).isInstanceOfSatisfying(Unavailable.class,
                unavailable -> assertThat(unavailable.type()).isEqualTo(ProblemType.NO_KEYS));
    }

    /** A clock that moves when told. */
    private static final class Hands extends Clock {

        private volatile Instant now = Instant.parse("2026-05-01T12:00:00Z");

        void advance(Duration span) {
            now = now.plus(span);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
