package com.wedsync.core.corefield;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Two statements about a core field between which only a person can choose.
 *
 * @param base what the writer had read, if it said so
 * @param theirs what is stored; {@code null} if it was removed
 * @param who wrote theirs; {@code null} for the service itself, or if it was removed
 */
@RegisterForReflection
record CoreFieldConflict(String key, @Nullable JsonNode base, long baseVersion, @Nullable JsonNode theirs, long theirsVersion,
        JsonNode mine, @Nullable UUID who, @Nullable Instant when) {
}
