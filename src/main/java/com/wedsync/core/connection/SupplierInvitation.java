package com.wedsync.core.connection;

import java.util.UUID;

import jakarta.validation.constraints.NotNull;

/** Whom a couple invites. */
record SupplierInvitation(@NotNull UUID supplierId) {
}
