package com.wedsync.core.history;

import java.time.Clock;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import com.wedsync.core.access.Role;
import com.wedsync.core.error.NotFound;
import com.wedsync.core.error.Problem;
import com.wedsync.core.error.ProblemType;
import com.wedsync.core.metric.Measure;
import com.wedsync.core.metric.Observations;

import io.smallrye.mutiny.Uni;

/** How a metric went. */
@Path("/api/database/history")
@RolesAllowed(Role.SERVICE)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Condition")
class HistoryResource {

    private final Histories histories;
    private final Observations observations;
    private final Clock clock;

    HistoryResource(Histories histories, Observations observations, Clock clock) {
        this.histories = histories;
        this.observations = observations;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "How a metric went", description = "Minutes for 30 days, hours for 90, by default. A step in which nothing is known is left out; where minutes are forgotten, the shortest step is an hour. Single values have seven significant digits once their hour is over.")
    @APIResponse(responseCode = "200", description = "The series of the metric", content = @Content(schema = @Schema(implementation = HistoryReport.class), examples = @ExampleObject(name = "wal", value = HistoryExamples.WAL)))
    @APIResponse(responseCode = "400", description = "A parameter has a value that it cannot have.", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "404", description = "There is no such metric.", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<HistoryReport> history(
            @Parameter(description = "its name, as Prometheus knows it", required = true, example = "wedsync_wal_bytes_per_second") @QueryParam("metric") @Nullable String metric,
            @Parameter(description = "a label that the series must have, name:value; may be repeated", example = "table:wedding.guest") @QueryParam("label") List<String> labels,
            @Parameter(description = "a day before to, if left out", example = "2026-05-31T12:00:00Z") @QueryParam("from") @Nullable String from,
            @Parameter(description = "now, if left out", example = "2026-06-01T12:00:00Z") @QueryParam("to") @Nullable String to,
            @Parameter(description = "seconds, 60 to 604800; such that there are about 288 if left out", example = "300") @QueryParam("step") @Nullable String step) {
        HistoryQuery query = HistoryQuery.of(metric, labels, from, to, step, clock.instant());
        Measure measure = observations.measures().stream().filter(known -> known.name().equals(query.metric())).findFirst()
                .orElseThrow(() -> new NotFound(ProblemType.NOT_FOUND, "There is no metric " + query.metric() + "."));
        return histories.series(query.metric(), query.labels(), query.from(), query.to(), query.step())
                .map(series -> new HistoryReport(query.metric(), measure.unit(), measure.meaning(), query.from(), query.to(),
                        query.step().toSeconds(), series));
    }
}
