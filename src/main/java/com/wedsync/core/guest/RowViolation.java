package com.wedsync.core.guest;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** One rule that one field of one row breaks. */
@RegisterForReflection
record RowViolation(String field, String message) {
}
