package com.wedsync.core.lock;

import java.time.Clock;
import java.util.List;

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
import com.wedsync.core.database.Database;
import com.wedsync.core.database.Ops;

import io.smallrye.mutiny.Uni;

/** Who waits for whom, now. */
@Path("/api/database/locks")
@RolesAllowed(Role.SERVICE)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Condition")
class LockResource {

    private final Database database;
    private final LockRepository locks;
    private final Clock clock;

    LockResource(@Ops Database database, LockRepository locks, Clock clock) {
        this.database = database;
        this.locks = locks;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "Who waits for whose lock", description = "Asked at this moment. Roots wait for nobody and keep others waiting: look at them first. Sessions are named as the server itself resolves blockers, so that nobody is named who is only near.")
    @APIResponse(responseCode = "200", description = "The sessions that wait, below those they wait for", content = @Content(schema = @Schema(implementation = LockReport.class), examples = @ExampleObject(name = "blocked", value = LockExamples.BLOCKED)))
    public Uni<LockReport> locks() {
        return database.with(locks::sessions).map(this::report);
    }

    private LockReport report(List<LockSession> sessions) {
        return new LockReport(clock.instant(), (int) sessions.stream().filter(LockSession::waits).count(),
                new LockTree(sessions).roots());
    }
}
