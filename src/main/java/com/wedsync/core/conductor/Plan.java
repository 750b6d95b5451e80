package com.wedsync.core.conductor;

import java.time.Instant;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** What is to be done, the most urgent first. */
@RegisterForReflection
@Schema(name = "MaintenancePlan", description = "What is to be done, the most urgent first. It is made anew after each step.")
public record Plan(
        Instant asOf,
        List<Step> steps,
        @Schema(description = "what needs something that cannot be done at this moment") List<LeftOut> skipped,
        @Schema(description = "tables that need nothing", examples = "41") int healthyTables) {

    /** A table that is left out, and why. */
    @RegisterForReflection
    @Schema(name = "MaintenanceLeftOut")
    public record LeftOut(
            @Schema(examples = "wedding.guest") String table,
            @Schema(examples = "autovacuum works on it") String reason) {
    }
}
