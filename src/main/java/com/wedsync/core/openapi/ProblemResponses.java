package com.wedsync.core.openapi;

import java.util.Map;
import java.util.TreeMap;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

import com.wedsync.core.error.Problem;

import io.quarkus.smallrye.openapi.OpenApiFilter;

/** Documents on every operation the problems that any of them can answer with. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ProblemResponses implements OASFilter {

    private static final Map<String, String> COMMON = new TreeMap<>(Map.of(
            "401", "No valid token was sent",
            "403", "The token's role may not do this",
            "500", "The service failed; the log has the reason",
            "504", "A statement took longer than its time limit",
            "503", "The database, room at it, or the key server is missing right now; try again after `Retry-After`"));

    private static final Map<String, String> BODY = new TreeMap<>(Map.of(
            "400", "The body is malformed or breaks a rule; the problem names the field",
            "413", "The body is too large",
            "415", "The body is of none of the media types above"));

    /** Limits are the data plane's. */
    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.getPaths().getPathItems().forEach((path, item) -> {
            if (path.startsWith("/api/") && !path.startsWith("/api/database")) {
                item.getOperations().values().forEach(operation -> add(operation, "429",
                        "The caller makes too many requests; try again after `Retry-After`"));
            }
        });
    }

    @Override
    public Operation filterOperation(Operation operation) {
        COMMON.forEach((status, description) -> add(operation, status, description));
        if (operation.getRequestBody() != null) {
            BODY.forEach((status, description) -> add(operation, status, description));
        }
        return operation;
    }

    private static void add(Operation operation, String status, String description) {
        if (!operation.getResponses().hasAPIResponse(status)) {
            operation.getResponses().addAPIResponse(status, problem(description));
        }
    }

    private static APIResponse problem(String description) {
        return OASFactory.createAPIResponse()
                .description(description)
                .content(OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, OASFactory.createMediaType()
                        .schema(OASFactory.createSchema().ref("#/components/schemas/Problem"))));
    }
}
