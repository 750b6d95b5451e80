package com.wedsync.core.migration;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import com.wedsync.core.access.Actor;
import com.wedsync.core.access.Role;
import com.wedsync.core.error.Problem;

import io.smallrye.mutiny.Uni;

/** Migrations over HTTP. */
@Path("/api/database")
@RolesAllowed(Role.SERVICE)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Migrations")
class MigrationResource {

    private final Migrations migrations;
    private final Actor actor;

    MigrationResource(Migrations migrations, Actor actor) {
        this.migrations = migrations;
        this.actor = actor;
    }

    @GET
    @Path("migrations")
    @Operation(operationId = "migrations", summary = "Applied and pending migrations", description = """
            Compares the scripts of this version of the service with the history of the database: which were applied, when, by \
            whom and how long they took, and which are pending. Changes nothing.""")
    @APIResponse(responseCode = "200", description = "Applied and pending scripts", content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = MigrationStatus.class), examples = @ExampleObject(name = "one pending", value = MigrationExamples.STATUS)))
    public Uni<MigrationStatus> status() {
        return migrations.status();
    }

    @POST
    @Path("migrate")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "migrate", summary = "Apply pending migrations", description = """
            Applies the pending scripts in order and stops at the first error; a script that fails is rolled back. With `dry_run` \
            the scripts are really executed, but in a throw-away database with the same schema and no data; `checked` says what \
            was done, also where the service may not create databases. Its `findings` tell what the scripts would do to the version of \
            the service that is running, and who would have to wait for them; errors among them fail the dry run.""")
    @RequestBody(required = false, content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = MigrateRequest.class), examples = {
            @ExampleObject(name = "dry run", value = MigrationExamples.DRY_RUN_REQUEST),
            @ExampleObject(name = "for real", value = MigrationExamples.REQUEST) }))
    @APIResponse(responseCode = "200", description = "Everything pending was applied, or would be", content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = MigrationResult.class), examples = {
            @ExampleObject(name = "for real", value = MigrationExamples.SUCCESS),
            @ExampleObject(name = "dry run", value = MigrationExamples.DRY_RUN) }))
    @APIResponse(responseCode = "400", description = "A script failed, was changed after it was applied, or, in a dry run, would break the running version; a request that cannot be read is a problem detail instead", content = {
            @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = MigrationResult.class), examples = {
                    @ExampleObject(name = "a script failed", value = MigrationExamples.FAILURE),
                    @ExampleObject(name = "an unsafe script", value = MigrationExamples.UNSAFE) }),
            @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(ref = "Problem")) })
    @APIResponse(responseCode = "409", description = "Another process migrates this database right now", content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(ref = "Problem"), examples = @ExampleObject(name = "running", value = MigrationExamples.RUNNING)))
    public Uni<RestResponse<MigrationResult>> migrate(@Valid @Nullable MigrateRequest request) {
        String requestedBy = actor.name();
        Uni<MigrationResult> result = MigrateRequest.isDry(request) ? migrations.dryRun(requestedBy)
                : migrations.migrate(requestedBy);
        return result.map(MigrationResource::response);
    }

    private static RestResponse<MigrationResult> response(MigrationResult result) {
        return RestResponse.status(result.success() ? RestResponse.Status.OK : RestResponse.Status.BAD_REQUEST, result);
    }
}
