package com.wedsync.core.openapi;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;

import io.quarkus.smallrye.openapi.OpenApiFilter;

/** Documents that the data plane also takes API keys, where Quarkus knows of tokens only. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ApiKeySecurity implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.getPaths().getPathItems().forEach((path, item) -> {
            if (path.startsWith("/api/") && !path.startsWith("/api/database")) {
                item.getOperations().values().forEach(ApiKeySecurity::allow);
            }
        });
    }

    private static void allow(Operation operation) {
        operation.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(Description.API_KEY));
    }
}
