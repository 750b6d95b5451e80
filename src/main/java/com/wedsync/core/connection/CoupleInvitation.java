package com.wedsync.core.connection;

import java.util.UUID;

import jakarta.validation.constraints.NotNull;

/** Whom a supplier invites. */
record CoupleInvitation(@NotNull UUID coupleId) {
}
