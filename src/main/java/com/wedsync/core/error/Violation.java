package com.wedsync.core.error;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * One rule that one value of a request breaks.
 *
 * @param field its name as the client wrote it
 */
@RegisterForReflection
public record Violation(String field, String message) {
}
