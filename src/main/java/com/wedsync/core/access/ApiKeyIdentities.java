package com.wedsync.core.access;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;

/** Asks the database whose an API key is, for every request: a revoked key is refused at once. */
@ApplicationScoped
class ApiKeyIdentities implements IdentityProvider<ApiKeyRequest> {

    private final KeyVerification verification;
    private final KeyUse use;

    ApiKeyIdentities(KeyVerification verification, KeyUse use) {
        this.verification = verification;
        this.use = use;
    }

    @Override
    public Class<ApiKeyRequest> getRequestType() {
        return ApiKeyRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(ApiKeyRequest request, AuthenticationRequestContext context) {
        return verification.verify(request.key())
                .map(found -> found
                        .orElseThrow(() -> new AuthenticationFailedException("The API key is unknown, expired or revoked.")))
                .invoke(key -> {
                    if (key.useIsStale()) {
                        use.remember(key.supplier(), key.id());
                    }
                })
                .map(key -> identity(request.key(), key));
    }

    private static SecurityIdentity identity(ApiKeyToken token, KeyVerification.VerifiedKey key) {
        QuarkusSecurityIdentity.Builder identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal("key:" + key.supplier() + ":" + key.id()))
                .addRole(Role.AUTHENTICATED)
                .addAttribute(Credentials.KEY, token)
                .addAttribute(Callers.ATTRIBUTE, key.caller());
        Integer limit = key.requestsPerMinute();
        return (limit == null ? identity : identity.addAttribute(Callers.REQUESTS_PER_MINUTE, limit)).build();
    }
}
