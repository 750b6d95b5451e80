package com.wedsync.core.trial;

import jakarta.validation.constraints.NotBlank;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which advice is to be tried. */
public record TrialRequest(
        @Schema(description = "the id of an advice that proposes an index", examples = "missing_foreign_key_index:wedding.order.order_supplier_id_fkey") @NotBlank(message = "the advice_id is missing") String adviceId) {
}
