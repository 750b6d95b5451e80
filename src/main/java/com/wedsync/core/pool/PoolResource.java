package com.wedsync.core.pool;

import java.time.Clock;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import com.wedsync.core.access.Role;
import com.wedsync.core.database.App;
import com.wedsync.core.database.Database;
import com.wedsync.core.database.Ops;

/** The pools as they are now; asks the database nothing. */
@Path("/api/database/pool")
@RolesAllowed(Role.SERVICE)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Condition")
class PoolResource {

    private final Database app;
    private final Database ops;
    private final Clock clock;

    PoolResource(@App Database app, @Ops Database ops, Clock clock) {
        this.app = app;
        this.ops = ops;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "How full the pools are", description = "Answers from memory, also while the database is down.")
    @APIResponse(responseCode = "200", description = "Both pools, with the requests that wait")
    public PoolReport pool() {
        return new PoolReport(PoolReport.Use.of(app.status()), PoolReport.Use.of(ops.status()), clock.instant());
    }
}
