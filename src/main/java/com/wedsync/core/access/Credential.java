package com.wedsync.core.access;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What a caller showed, for connections that stay open longer than it may hold.
 *
 * @param expiry when the token ends; {@code null} for API keys, which are asked about
 * @param key the API key; {@code null} for tokens
 */
public record Credential(Caller caller, @Nullable Instant expiry, @Nullable ApiKeyToken key) {
}
