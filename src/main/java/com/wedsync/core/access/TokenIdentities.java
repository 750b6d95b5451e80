package com.wedsync.core.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.mutiny.Uni;

/**
 * Who sent a JWT. What was verified is known for a while, so that a client's next request costs a look-up; a secret is verified
 * on the event loop, while a key server may keep a worker waiting.
 */
@ApplicationScoped
class TokenIdentities implements IdentityProvider<TokenAuthenticationRequest> {

    /** A key that was withdrawn is accepted for this much longer. */
    static final Duration KNOWN_FOR = Duration.ofMinutes(2);
    /** Bounds of what is known: at most 20 MB, and little for tokens as they usually are. */
    private static final int MAX_KNOWN = 5_000;
    private static final int MAX_LENGTH = 4_096;
    /** {@link TokenVerifier} knows the rules. */
    private static final JWTAuthContextInfo NO_OTHER_RULES = new JWTAuthContextInfo();

    private final JWTCallerPrincipalFactory verifier;
    private final boolean mayWait;
    private final Clock clock;
    private final Cache<String, Known> known;

    /** Until its token expires. */
    private record Known(SecurityIdentity identity, Instant expiry) {
    }

    @Inject
    TokenIdentities(TokenVerifier verifier, AuthConfig config, Clock clock) {
        this(verifier, config.jwtSecret().isEmpty(), clock, Ticker.systemTicker());
    }

    TokenIdentities(JWTCallerPrincipalFactory verifier, boolean mayWait, Clock clock, Ticker ticker) {
        this.verifier = verifier;
        this.mayWait = mayWait;
        this.clock = clock;
        this.known = Caffeine.newBuilder().maximumSize(MAX_KNOWN)
                .expireAfter(Expiry.creating((String token, Known verified) -> remaining(verified)))
                .ticker(ticker).build();
    }

    @Override
    public Class<TokenAuthenticationRequest> getRequestType() {
        return TokenAuthenticationRequest.class;
    }

    @Override
    public int priority() {
        return SYSTEM_FIRST + 1; // the library's own provider verifies each time
    }

    @Override
    public Uni<SecurityIdentity> authenticate(TokenAuthenticationRequest request, AuthenticationRequestContext context) {
        String token = request.getToken().getToken();
        Known verified = known.getIfPresent(token);
        if (verified != null) {
            return Uni.createFrom().item(verified.identity());
        }
        return mayWait ? context.runBlocking(() -> verify(token)) : Uni.createFrom().item(() -> verify(token));
    }

    private SecurityIdentity verify(String token) {
        try {
            JWTCallerPrincipal principal = verifier.parse(token, NO_OTHER_RULES);
            SecurityIdentity identity = QuarkusSecurityIdentity.builder().setPrincipal(principal)
                    .addRoles(principal.getGroups()).build();
            if (token.length() <= MAX_LENGTH) {
                known.put(token, new Known(identity, Instant.ofEpochSecond(principal.getExpirationTime())));
            }
            return identity;
        } catch (ParseException refused) {
            throw new AuthenticationFailedException(refused);
        }
    }

    private Duration remaining(Known verified) {
        Duration left = Duration.between(clock.instant(), verified.expiry());
        return left.isNegative() ? Duration.ZERO : left.compareTo(KNOWN_FOR) < 0 ? left : KNOWN_FOR;
    }
}
