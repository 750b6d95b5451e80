package com.wedsync.core.supplier;

import java.net.URI;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
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
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.wedsync.core.access.Callers;
import com.wedsync.core.access.Role;
import com.wedsync.core.http.Cursor;
import com.wedsync.core.http.EntityTags;
import com.wedsync.core.http.MergePatch;
import com.wedsync.core.http.Outcome;
import com.wedsync.core.http.Page;
import com.wedsync.core.http.Preconditions;
import com.wedsync.core.http.Writes;
import com.wedsync.core.time.TimeOrderedIds;

import io.smallrye.mutiny.Uni;

/** The directory of suppliers, the profile of each, and its dashboard. */
@Path("/api/suppliers")
@RolesAllowed({ Role.AUTHENTICATED, Role.SERVICE })
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Suppliers")
class SupplierResource {

    private final Callers callers;
    private final SupplierRepository suppliers;
    private final DashboardRepository dashboards;
    private final Writes writes;
    private final MergePatch patches;
    private final TimeOrderedIds ids;

    SupplierResource(Callers callers, SupplierRepository suppliers, DashboardRepository dashboards, Writes writes,
            MergePatch patches, TimeOrderedIds ids) {
        this.callers = callers;
        this.suppliers = suppliers;
        this.dashboards = dashboards;
        this.writes = writes;
        this.patches = patches;
        this.ids = ids;
    }

    @GET
    @Operation(summary = "Suppliers by name", description = "The directory in which couples look. Filters are combined; upper and lower case are the same.")
    @APIResponse(responseCode = "200", description = "A page", content = @Content(examples = @ExampleObject(name = "page", value = SupplierExamples.PAGE)))
    @APIResponse(responseCode = "400", description = "The category is unknown, the cursor is not one of this list, or the limit is out of range", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<Page<Supplier>> list(
            @QueryParam("category") @Pattern(regexp = SupplierInput.CATEGORY, message = "must be a known category") @Nullable String category,
            @QueryParam("city") @Size(max = 100) @Nullable String city,
            @Parameter(description = "A part of the name") @QueryParam("search") @Size(max = 200) @Nullable String search,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(Page.MAX_SIZE) int limit) {
        return suppliers.list(callers.current(), new SupplierRepository.Wanted(category, city, search),
                cursor == null ? Cursor.START : Cursor.valueOf(cursor), limit);
    }

    @GET
    @Path("{supplier}")
    @Operation(summary = "One supplier", description = "The entity tag is the profile's version.")
    @APIResponse(responseCode = "200", description = "The supplier", content = @Content(schema = @Schema(implementation = Supplier.class), examples = @ExampleObject(name = "supplier", value = SupplierExamples.SUPPLIER)))
    @APIResponse(responseCode = "304", description = "It has not changed since the version in If-None-Match", content = @Content)
    @APIResponse(responseCode = "404", description = "There is no such supplier", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<RestResponse<Supplier>> one(UUID supplier, @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        Long known = EntityTags.revision(ifNoneMatch);
        return suppliers.one(callers.current(), supplier).map(found -> EntityTags.answer(found, found.version(), known));
    }

    @GET
    @Path("{supplier}/dashboard")
    @Operation(summary = "What a supplier has before it", description = "Counts, and ten each of the newest pending connections, the next weddings and the newest submissions, in one round trip. Parts whose scope an API key lacks (couples:read, core_fields:read, forms:read) are empty.")
    @APIResponse(responseCode = "200", description = "The dashboard", content = @Content(schema = @Schema(implementation = Dashboard.class), examples = @ExampleObject(name = "dashboard", value = SupplierExamples.DASHBOARD)))
    @APIResponse(responseCode = "404", description = "There is no such supplier, or the caller does not belong to it", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<Dashboard> dashboard(UUID supplier) {
        return dashboards.read(callers.current(), supplier);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Begin a business", description = "The caller becomes its first owner. The service gives the id. Send an `Idempotency-Key` so that a lost answer can be asked for again.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "supplier", value = SupplierExamples.INPUT)))
    @APIResponse(responseCode = "201", description = "The supplier", content = @Content(schema = @Schema(implementation = Supplier.class), examples = @ExampleObject(name = "supplier", value = SupplierExamples.SUPPLIER)))
    @APIResponse(responseCode = "403", description = "The caller is not a user: an API key, or the service role", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<Response> begin(@NotNull @Valid SupplierInput supplier) {
        UUID id = ids.next();
        return writes.run(callers.current(), supplier, session -> suppliers.create(session, id, supplier)
                .map(created -> Outcome.created(created, created.version(), URI.create("/api/suppliers/" + id))));
    }

    @PATCH
    @Path("{supplier}")
    @Consumes({ MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON })
    @Operation(summary = "Change a profile", description = "JSON Merge Patch: what is not there stays, null empties. `If-Match` must name the version that was seen. Members only, and API keys with supplier:write.")
    @RequestBody(content = @Content(schema = @Schema(implementation = SupplierInput.class), examples = @ExampleObject(name = "phone", value = "{\"phone\": \"+44 1225 000000\"}")))
    @APIResponse(responseCode = "200", description = "The supplier as it is now", content = @Content(schema = @Schema(implementation = Supplier.class), examples = @ExampleObject(name = "supplier", value = SupplierExamples.SUPPLIER)))
    @APIResponse(responseCode = "404", description = "There is no such supplier", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "412", description = "It was changed meanwhile; `current` is how it is now", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    @APIResponse(responseCode = "428", description = "If-Match is missing", content = @Content(mediaType = "application/problem+json", schema = @Schema(ref = "Problem")))
    public Uni<Response> change(UUID supplier, @HeaderParam("If-Match") @Nullable String ifMatch, @NotNull ObjectNode patch) {
        long seen = Preconditions.version(ifMatch);
        return writes.run(callers.current(), patch, session -> suppliers.findOwn(session, supplier)
                .map(current -> patches.apply(unchanged(current, seen), patch, SupplierInput.class))
                .chain(changed -> suppliers.update(session, supplier, changed))
                .map(changed -> Outcome.changed(changed, changed.version())));
    }

    private static SupplierInput unchanged(Supplier current, long seen) {
        if (current.version() != seen) {
            throw Preconditions.changedMeanwhile(current);
        }
        return SupplierInput.of(current);
    }
}
