package com.wedsync.core.query;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
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
import com.wedsync.core.error.Problem;

import io.smallrye.mutiny.Uni;

/** What runs, what it costs, and how it is planned. */
@Path("/api/database/queries")
@RolesAllowed(Role.SERVICE)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Condition")
class QueryResource {

    private final Queries queries;
    private final Plans plans;

    QueryResource(Queries queries, Plans plans) {
        this.queries = queries;
        this.plans = plans;
    }

    @GET
    @Operation(summary = "What statements cost", description = "From differences of the counters of pg_stat_statements, which is never reset. Statements of the ops log-in and utility commands are left out. The last hour is what this replica has observed; longer times are of the history, which has the 300 kinds that cost most in each hour.")
    @APIResponse(responseCode = "200", description = "The statements, the first in the asked order", content = @Content(schema = @Schema(implementation = QueryReport.class), examples = @ExampleObject(name = "time", value = QueryExamples.BY_TIME)))
    @APIResponse(responseCode = "400", description = "A parameter has a value that it cannot have.", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<QueryReport> queries(
            @Parameter(description = "time, calls, mean or regression; time if left out. regression lists only what is slower than in the seven days before, by half or more", example = "time") @QueryParam("order") @Nullable String order,
            @Parameter(description = "1 to 720; 1 if left out", example = "1") @QueryParam("hours") @Nullable String hours,
            @Parameter(description = "1 to 100; 20 if left out", example = "20") @QueryParam("limit") @Nullable String limit) {
        return queries.report(QueryFilter.of(order, hours, limit));
    }

    @GET
    @Path("/{query_id}/plan")
    @Operation(summary = "How a statement is planned", description = "The generic plan, on PostgreSQL 16 and newer, as the role of the data plane that ran the statement. Nothing is executed.")
    @APIResponse(responseCode = "200", description = "The plan, or why there is none", content = @Content(schema = @Schema(implementation = QueryPlan.class), examples = @ExampleObject(name = "plan", value = QueryExamples.PLAN)))
    @APIResponse(responseCode = "404", description = "There is no such statement.", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<QueryPlan> plan(@Parameter(description = "query_id of the list") @PathParam("query_id") String queryId) {
        return plans.plan(queryId);
    }
}
