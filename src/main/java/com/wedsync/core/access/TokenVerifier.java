package com.wedsync.core.access;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Set;

import javax.crypto.spec.SecretKeySpec;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.keys.resolvers.VerificationKeyResolver;

import com.wedsync.core.error.Unavailable;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.DefaultJWTTokenParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;

/** Verifies bearer tokens as {@link AuthConfig} says and takes the caller's role from the claim {@code role}. */
@ApplicationScoped
@Alternative
@Priority(1)
class TokenVerifier extends JWTCallerPrincipalFactory {

    /** No role has a line break in its name: the claim is one role, not a list. */
    private static final String ONE_ROLE = "\n";

    private final JWTAuthContextInfo rules;
    private final DefaultJWTTokenParser parser;

    TokenVerifier(AuthConfig config, Clock clock) {
        this.rules = rules(config);
        this.parser = config.jwksUrl()
                .<DefaultJWTTokenParser> map(url -> new KeySetParser(
                        new KeySet(new KeyServer(url, config.jwksTimeout()), config.jwksPause(), clock)))
                .orElseGet(DefaultJWTTokenParser::new);
    }

    /** @throws Unavailable if the key server does not answer: the token may well be valid */
    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo ignored) throws ParseException {
        try {
            JwtContext verified = parser.parse(token, rules);
            return new DefaultJWTCallerPrincipal(verified.getJoseObjects().getFirst().getHeader("typ"),
                    verified.getJwtClaims());
        } catch (ParseException refused) {
            for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
                if (cause instanceof Unavailable unavailable) {
                    throw unavailable;
                }
            }
            throw refused;
        }
    }

    private static JWTAuthContextInfo rules(AuthConfig config) {
        JWTAuthContextInfo rules = new JWTAuthContextInfo();
        config.jwtSecret().ifPresent(secret -> acceptSecret(rules, secret));
        config.jwksUrl().ifPresent(url -> acceptKeySet(rules));
        config.issuer().ifPresent(rules::setIssuedBy);
        config.audience().ifPresent(audience -> rules.setExpectedAudience(Set.of(audience)));
        rules.setGroupsPath("role");
        rules.setGroupsSeparator(ONE_ROLE);
        rules.setRequireNamedPrincipal(false); // a service key of Supabase names a role and nobody
        return rules;
    }

    private static void acceptSecret(JWTAuthContextInfo rules, String secret) {
        byte[] key = secret.getBytes(StandardCharsets.UTF_8);
        if (key.length < AuthConfig.MINIMUM_SECRET_BYTES) {
            throw new ConfigurationException("wedsync.auth.jwt-secret must have 32 bytes or more.");
        }
        rules.setSecretVerificationKey(new SecretKeySpec(key, "HmacSHA256"));
        rules.setSignatureAlgorithm(Set.of(SignatureAlgorithm.HS256));
    }

    private static void acceptKeySet(JWTAuthContextInfo rules) {
        rules.setSignatureAlgorithm(Set.of(SignatureAlgorithm.RS256, SignatureAlgorithm.ES256));
    }

    /** Takes keys from a {@link KeySet}; the library's own waits minutes for a server that is silent. */
    private static final class KeySetParser extends DefaultJWTTokenParser {

        private final KeySet keys;

        KeySetParser(KeySet keys) {
            this.keys = keys;
        }

        @Override
        protected VerificationKeyResolver getVerificationKeyResolver(JWTAuthContextInfo rules) {
            return keys;
        }
    }
}
