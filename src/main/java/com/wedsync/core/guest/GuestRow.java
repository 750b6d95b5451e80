package com.wedsync.core.guest;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * One of many guests that a client sends at once.
 *
 * @param id of the guest; {@code null} for a new one that the service names
 * @param version that the client has seen; {@code null} if it believes the guest to be new
 * @param guest {@code null} if it cannot be read, which the violations tell
 */
record GuestRow(@Nullable UUID id, @Nullable Long version, @Nullable GuestInput guest, List<RowViolation> violations) {

    GuestRow broken(String field, String message) {
        return new GuestRow(id, version, guest, List.of(new RowViolation(field, message)));
    }
}
