package com.wedsync.core.http;

import java.time.Duration;

import io.vertx.core.buffer.Buffer;

/**
 * What tells a second try of a write from another write.
 *
 * @param text chosen by the client, 1 to 255 characters
 * @param fingerprint of what was asked, 32 bytes
 * @param keep how long an answer is kept for it
 */
public record IdempotencyKey(String text, Buffer fingerprint, Duration keep) {
}
