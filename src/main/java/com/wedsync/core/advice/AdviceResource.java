package com.wedsync.core.advice;

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

/** What would do the database good. */
@Path("/api/database/advice")
@RolesAllowed(Role.SERVICE)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Condition")
class AdviceResource {

    private final Advisor advisor;

    AdviceResource(Advisor advisor) {
        this.advisor = advisor;
    }

    @GET
    @Operation(summary = "What would do the database good", description = "Each with its evidence, the time it was observed, how far to rely on it, the exact statement and its risk. Nothing is done.")
    @APIResponse(responseCode = "200", description = "The advice", content = @Content(schema = @Schema(implementation = AdviceReport.class), examples = @ExampleObject(name = "advice", value = AdviceExamples.ADVICE)))
    public Uni<AdviceReport> advice() {
        return advisor.report();
    }
}
