package com.wedsync.core.health;

import java.time.Clock;

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
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import com.wedsync.core.access.Role;
import com.wedsync.core.database.App;
import com.wedsync.core.database.Database;
import com.wedsync.core.database.Reachability;
import com.wedsync.core.database.Reachable;
import com.wedsync.core.health.HealthReport.Groups;
import com.wedsync.core.health.HealthReport.Serving;
import com.wedsync.core.metric.Sampler;

import io.smallrye.mutiny.Uni;

/** The two reports on the database's condition. */
@Path("/api/database")
@RolesAllowed(Role.SERVICE)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Condition")
class HealthResource {

    private static final String UNREADABLE = "The statistics of the database cannot be read.";

    private final Database database;
    private final Reachable reachable;
    private final Sampler sampler;
    private final Examination examination;
    private final Clock clock;

    HealthResource(@App Database database, Reachable reachable, Sampler sampler, Examination examination, Clock clock) {
        this.database = database;
        this.reachable = reachable;
        this.sampler = sampler;
        this.examination = examination;
        this.clock = clock;
    }

    @GET
    @Path("health")
    @Operation(summary = "Can the database be used, and how well is it", description = "Asks one question over the data plane's pool. Whether it is answered gives the status; findings are in `metrics.health`.")
    @APIResponse(responseCode = "200", description = "The database answers", content = @Content(schema = @Schema(implementation = HealthReport.class), examples = @ExampleObject(name = "healthy", value = HealthExamples.HEALTHY)))
    @APIResponse(responseCode = "503", description = "The database does not answer; the body is the same report", content = @Content(schema = @Schema(implementation = HealthReport.class), examples = @ExampleObject(name = "unhealthy", value = HealthExamples.UNHEALTHY)))
    public Uni<RestResponse<HealthReport>> health() {
        return reachable.check().chain(reachability -> reachability.connectionHealthy()
                ? sampler.metrics().map(metrics -> new Groups(metrics.connections(), metrics.performance(),
                        Health.of(examination.examine(metrics), metrics.durability())))
                        .map(groups -> report(reachability, groups))
                        .onFailure().recoverWithItem(failure -> report(reachability.withError(UNREADABLE), null))
                : Uni.createFrom().item(() -> report(reachability, null)));
    }

    @GET
    @Path("metrics")
    @Operation(summary = "True metrics of the database", description = "Connections, performance, storage and health. Rates are of the time since the last kept reading that is far enough away, 10 to 70 seconds by default; sizes are measured once a minute. Callers at the same time share one reading.")
    @APIResponse(responseCode = "200", description = "The metrics", content = @Content(schema = @Schema(implementation = MetricsReport.class), examples = @ExampleObject(name = "metrics", value = HealthExamples.METRICS)))
    public Uni<MetricsReport> metrics() {
        return sampler.metrics().map(metrics -> new MetricsReport(true,
                new DatabaseMetrics(metrics.connections(), metrics.performance(), metrics.storage(),
                        Health.of(examination.examine(metrics), metrics.durability())),
                metrics.takenAt()));
    }

    private RestResponse<HealthReport> report(Reachability reachability, @Nullable Groups groups) {
        boolean healthy = reachability.connectionHealthy();
        HealthReport report = new HealthReport(healthy ? Serving.HEALTHY : Serving.UNHEALTHY, clock.instant(), reachability,
                database.status(), groups);
        return RestResponse.status(healthy ? RestResponse.Status.OK : RestResponse.Status.SERVICE_UNAVAILABLE, report);
    }
}
