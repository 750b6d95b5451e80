package com.wedsync.core.latency;

import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import jakarta.annotation.security.PermitAll;
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

import com.wedsync.core.access.Caller;
import com.wedsync.core.access.Callers;
import com.wedsync.core.access.Role;
import com.wedsync.core.latency.LatencyRepository.Seen;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;

/** For clients that want to know whether they are connected, as whom, and how quickly. */
@Path("/api/connection")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Connection test")
class LatencyResource {

    /** Deferred: no role is asked for before, so nobody may have verified the token yet. */
    private final CurrentIdentityAssociation identity;
    private final LatencyRepository database;
    private final Clock clock;

    LatencyResource(CurrentIdentityAssociation identity, LatencyRepository database, Clock clock) {
        this.identity = identity;
        this.database = database;
        this.clock = clock;
    }

    @GET
    @PermitAll
    @Operation(summary = "Connection test with latency", description = "For every role, also without a token. The latency is the service's to its database, both ways that requests take.")
    @APIResponse(responseCode = "200", description = "The database answered", content = @Content(schema = @Schema(implementation = ConnectionCheck.class), examples = @ExampleObject(name = "partner", value = LatencyExamples.AUTHENTICATED)))
    public Uni<ConnectionCheck> test() {
        return identity.getDeferredIdentity().map(Callers::of).chain(caller -> measure(caller));
    }

    private Uni<ConnectionCheck> measure(Caller caller) {
        return timed(() -> database.byRead(caller)).chain(read -> timed(() -> database.byTransaction(caller))
                .map(transaction -> new ConnectionCheck(role(caller), transaction.seen().role(), transaction.seen().version(),
                        new ConnectionCheck.Latency(read.millis(), transaction.millis()), clock.instant())));
    }

    private static String role(Caller caller) {
        return switch (caller.kind()) {
            case "service" -> Role.SERVICE;
            case "anonymous" -> Role.ANONYMOUS;
            default -> Role.AUTHENTICATED;
        };
    }

    private static Uni<Answer> timed(Supplier<Uni<Seen>> question) {
        return Uni.createFrom().deferred(() -> {
            long asked = System.nanoTime();
            return question.get().map(seen -> new Answer(seen, millis(System.nanoTime() - asked)));
        });
    }

    private static double millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMicros(nanos) / 1000.0;
    }

    private record Answer(Seen seen, double millis) {
    }
}
