package com.wedsync.core.secret;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import com.wedsync.core.access.Callers;
import com.wedsync.core.access.Role;

import io.smallrye.mutiny.Uni;

/** Moves all secrets to the current key. */
@Path("/api/database/secrets/rotate")
@RolesAllowed(Role.SERVICE)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Secrets")
class RotationResource {

    private final Callers callers;
    private final Rotator rotator;

    RotationResource(Callers callers, Rotator rotator) {
        this.callers = callers;
        this.rotator = rotator;
    }

    @POST
    @Operation(summary = "Encrypt all secrets with the current key", description = "One supplier at a time, while all of them stay readable. May be run again; each change stands in the audit trail of its supplier. An old key can be removed from the configuration when `left` does not name it and all replicas have the new one.")
    @APIResponse(responseCode = "200", description = "What was done", content = @Content(schema = @Schema(implementation = RotationReport.class), examples = @ExampleObject(name = "done", value = SecretExamples.ROTATED)))
    public Uni<RotationReport> rotate() {
        return rotator.rotate(callers.current());
    }
}
