package com.wedsync.core.guest;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import com.wedsync.core.access.Callers;
import com.wedsync.core.access.Role;
import com.wedsync.core.error.ProblemType;
import com.wedsync.core.error.Unprocessable;
import com.wedsync.core.http.Outcome;
import com.wedsync.core.http.Writes;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;

/** Guests from a file. */
@Path("/api/couples/{couple}/guests/import")
@RolesAllowed({ Role.AUTHENTICATED, Role.SERVICE })
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Guests")
class GuestImportResource {

    private final Callers callers;
    private final GuestCsvReader csv;
    private final GuestRowReader reader;
    private final GuestBulk bulk;
    private final Writes writes;

    GuestImportResource(Callers callers, GuestCsvReader csv, GuestRowReader reader, GuestBulk bulk, Writes writes) {
        this.callers = callers;
        this.csv = csv;
        this.reader = reader;
        this.bulk = bulk;
        this.writes = writes;
    }

    @POST
    @Blocking // reading and checking thousands of rows takes longer than an event loop may
    @Consumes("text/csv")
    @Operation(summary = "Add and replace guests from a CSV file", description = "UTF-8, commas or semicolons, up to 5,000 rows and 2 MB; the first line names the columns, of which only `name` must be there. Several dietary requirements are separated by `;` in their cell. All rows or none. `id` and `version` mean what they mean in `bulk`, so that an export can be edited and imported.")
    @RequestBody(content = @Content(mediaType = "text/csv", schema = @Schema(implementation = String.class), examples = @ExampleObject(name = "file", value = GuestExamples.NEW_FILE)))
    @APIResponse(responseCode = "200", description = "All rows are imported; of a dry run: what would become of them", content = @Content(schema = @Schema(implementation = ImportReport.class), examples = @ExampleObject(name = "report", value = GuestExamples.IMPORT_REPORT)))
    @APIResponse(responseCode = "403", description = "The caller may read the list and not change it", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "404", description = "There is no such couple", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "413", description = "The file has more than 2 MB", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "422", description = "Nothing was imported: `errors` names lines and columns", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem"), examples = @ExampleObject(name = "errors", value = GuestExamples.IMPORT_REFUSED)))
    public Uni<Response> load(UUID couple,
            @Parameter(description = "Only tell what would happen") @QueryParam("dry_run") @DefaultValue("false") boolean dryRun,
            byte @NotNull [] file) {
        GuestFile read = csv.read(file);
        List<GuestRow> rows = read.lines().stream().map(line -> reader.read(line.row())).toList();
        return writes.run(callers.current(), couple, file, session -> bulk
                .write(session, couple, rows, results -> !dryRun && results.stream().noneMatch(RowResult::isRefused))
                .map(results -> ImportReport.of(dryRun, read, results))
                .map(GuestImportResource::outcome));
    }

    private static Outcome outcome(ImportReport report) {
        if (!report.dryRun() && !report.errors().isEmpty()) {
            throw new Unprocessable(ProblemType.UNPROCESSABLE, "Some rows cannot be imported; none was.",
                    Map.of("counts", report.counts(), "errors", report.errors()));
        }
        return Outcome.done(report);
    }
}
