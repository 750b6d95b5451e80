package com.wedsync.core.corefield;

import java.time.Duration;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import com.wedsync.core.access.Callers;
import com.wedsync.core.access.Role;
import com.wedsync.core.http.Page;

import io.smallrye.mutiny.Uni;

/** The facts that couples can share with their suppliers; the same for everybody. */
@Path("/api/core-fields")
@RolesAllowed({ Role.AUTHENTICATED, Role.SERVICE })
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Core fields")
class CoreFieldCatalogueResource {

    /** Changes only with a new version of the service. */
    private static final String CACHEABLE = "public, max-age=" + Duration.ofHours(1).toSeconds();

    private final Callers callers;
    private final CoreFieldRepository fields;

    CoreFieldCatalogueResource(Callers callers, CoreFieldRepository fields) {
        this.callers = callers;
        this.fields = fields;
    }

    @GET
    @Operation(summary = "Catalogue of core fields", description = "In the order in which clients show them. It may be kept for an hour.")
    @APIResponse(responseCode = "200", description = "All fields", content = @Content(examples = @ExampleObject(name = "one field", value = CoreFieldExamples.CATALOGUE)))
    public Uni<RestResponse<Page<CoreField>>> catalogue() {
        return fields.catalogue(callers.current()).map(CoreFieldCatalogueResource::answer);
    }

    private static RestResponse<Page<CoreField>> answer(List<CoreField> catalogue) {
        return RestResponse.ResponseBuilder.ok(new Page<>(catalogue, null)).header(HttpHeaders.CACHE_CONTROL, CACHEABLE)
                .build();
    }
}
