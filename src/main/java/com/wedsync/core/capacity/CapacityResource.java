package com.wedsync.core.capacity;

import java.time.Clock;
import java.util.Comparator;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import com.wedsync.core.access.Role;

import io.smallrye.mutiny.Uni;

/** When what is full. */
@Path("/api/database/capacity")
@RolesAllowed(Role.SERVICE)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Condition")
class CapacityResource {

    private static final Comparator<Forecast> FIRST_FULL = Comparator.comparing(Forecast::days,
            Comparator.nullsLast(Comparator.naturalOrder()));

    private final Capacity capacity;
    private final Clock clock;

    CapacityResource(Capacity capacity, Clock clock) {
        this.capacity = capacity;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "When disk, connections, sequences and transaction ids run out", description = "Robust slopes (Theil-Sen) over up to 28 days, with a band. Transaction and multixact ids run out only if nothing is frozen: their dates tell how long the server could go without.")
    @APIResponse(responseCode = "200", description = "The forecasts", content = @Content(schema = @Schema(implementation = CapacityReport.class), examples = @ExampleObject(name = "forecasts", value = CapacityExamples.FORECASTS)))
    public Uni<CapacityReport> capacity() {
        return capacity.forecasts()
                .map(forecasts -> new CapacityReport(clock.instant(), forecasts.stream().sorted(FIRST_FULL).toList()));
    }
}
