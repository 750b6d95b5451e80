package com.wedsync.core.guest;

import java.util.List;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Many guests. */
record BulkInput(
        @Schema(description = "Each as for adding one, and with the `id` and `version` of the guest that it replaces") @NotNull @Size(min = 1, max = MAX_ROWS) List<@NotNull ObjectNode> guests) {

    static final int MAX_ROWS = 1000;
}
