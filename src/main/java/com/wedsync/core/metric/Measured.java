package com.wedsync.core.metric;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A number that is known, or the reason why it is not; never a made-up one.
 *
 * @param value what was measured; {@code null} if unknown
 * @param reason why there is no value; {@code null} if there is one
 */
public record Measured<T>(@Nullable T value, @Nullable String reason) {

    /** A value that was measured. */
    public static <T> Measured<T> of(T value) {
        return new Measured<>(value, null);
    }

    /** No value, because of {@code reason}, a sentence for people. */
    public static <T> Measured<T> unknown(String reason) {
        return new Measured<>(null, reason);
    }

    /** The same knowledge of another quantity. */
    public <R> Measured<R> map(Function<T, R> change) {
        return value == null ? new Measured<>(null, reason) : of(change.apply(value));
    }
}
