package com.wedsync.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.Test;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.mutiny.Uni;

class TokenIdentitiesTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private final AtomicLong passed = new AtomicLong();
    private final AtomicInteger verifications = new AtomicInteger();
    private final AtomicInteger workers = new AtomicInteger();

    @Test
    void a_token_is_verified_once_and_again_after_a_while() {
        TokenIdentities identities = identities(false, NOW.plusSeconds(3600));

        assertThat(ask(identities, "good").getRoles()).containsExactly(Role.AUTHENTICATED);
        ask(identities, "good");
        assertThat(verifications).hasValue(1);

        passed.addAndGet(TokenIdentities.KNOWN_FOR.toNanos() + 1);
        ask(identities, "good");
        assertThat(verifications).hasValue(2);
    }

    @Test
    void a_token_is_not_known_any_more_when_it_has_expired() {
        TokenIdentities identities = identities(false, NOW.plusSeconds(5));
        ask(identities, "good");

        passed.addAndGet(Duration.ofSeconds(4).toNanos());
        ask(identities, "good");
        assertThat(verifications).hasValue(1);

        passed.addAndGet(Duration.ofSeconds(2).toNanos());
        ask(identities, "good");
        assertThat(verifications).hasValue(2);
    }

    @Test
    void one_that_expired_within_the_tolerance_for_clocks_is_verified_each_time() {
        TokenIdentities identities = identities(false, NOW.minusSeconds(5));

        ask(identities, "good");
        ask(identities, "good");
        assertThat(verifications).hasValue(2);
    }

    @Test
    void a_refusal_is_not_kept() {
        TokenIdentities identities = identities(false, NOW.plusSeconds(60));

        assertThatThrownBy(() -> ask(identities, "bad")).isInstanceOf(AuthenticationFailedException.class);
        assertThatThrownBy(() -> ask(identities, "bad")).isInstanceOf(AuthenticationFailedException.class);
        assertThat(verifications).hasValue(2);
    }

    @Test
    void only_the_first_look_at_a_token_of_a_key_server_takes_a_worker() {
        TokenIdentities withSecret = identities(false, NOW.plusSeconds(60));
        ask(withSecret, "good");
        assertThat(workers).hasValue(0);

        TokenIdentities withKeyServer = identities(true, NOW.plusSeconds(60));
        ask(withKeyServer, "good");
        ask(withKeyServer, "good");
        assertThat(workers).hasValue(1);
    }

    private SecurityIdentity ask(TokenIdentities identities, String token) {
        AuthenticationRequestContext context = new AuthenticationRequestContext() {
            @Override
            public Uni<SecurityIdentity> runBlocking(Supplier<SecurityIdentity> function) {
                workers.incrementAndGet();
                return Uni.createFrom().item(function);
            }
        };
        return identities.authenticate(new TokenAuthenticationRequest(new TokenCredential(token, "bearer")), context)
                .await().indefinitely();
    }

    private TokenIdentities identities(boolean mayWait, Instant expiry) {
        JWTCallerPrincipalFactory verifier = new JWTCallerPrincipalFactory() {
            @Override
            public JWTCallerPrincipal parse(String token, JWTAuthContextInfo rules) throws ParseException {
                verifications.incrementAndGet();
                if (!token.equals("good")) {
                    throw new ParseException("bad");
                }
                JwtClaims claims = new JwtClaims();
                claims.setSubject("emma");
                claims.setStringListClaim("groups", Role.AUTHENTICATED);
                claims.setExpirationTime(NumericDate.fromSeconds(expiry.getEpochSecond()));
                return new DefaultJWTCallerPrincipal("JWT", claims);
            }
        };
        return new TokenIdentities(verifier, mayWait, Clock.fixed(NOW, ZoneOffset.UTC), passed::get);
    }
}
