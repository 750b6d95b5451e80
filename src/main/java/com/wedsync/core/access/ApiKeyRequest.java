package com.wedsync.core.access;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** The question whose API key this is. */
final class ApiKeyRequest extends BaseAuthenticationRequest {

    private final ApiKeyToken key;

    ApiKeyRequest(ApiKeyToken key) {
        this.key = key;
    }

    ApiKeyToken key() {
        return key;
    }
}
