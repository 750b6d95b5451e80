package com.wedsync.core.access;

import java.nio.charset.StandardCharsets;
import java.util.Set;

import javax.crypto.spec.SecretKeySpec;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
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

    private final JWTCallerPrincipalFactory parser = new DefaultJWTCallerPrincipalFactory();
    private final JWTAuthContextInfo rules;

    TokenVerifier(AuthConfig config) {
        this.rules = rules(config);
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo ignored) throws ParseException {
        return parser.parse(token, rules);
    }

    private static JWTAuthContextInfo rules(AuthConfig config) {
        JWTAuthContextInfo rules = new JWTAuthContextInfo();
        config.jwtSecret().ifPresent(secret -> acceptSecret(rules, secret));
        config.jwksUrl().ifPresent(url -> acceptKeySet(rules, url.toString()));
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

    private static void acceptKeySet(JWTAuthContextInfo rules, String url) {
        rules.setPublicKeyLocation(url);
        rules.setSignatureAlgorithm(Set.of(SignatureAlgorithm.RS256, SignatureAlgorithm.ES256));
    }
}
