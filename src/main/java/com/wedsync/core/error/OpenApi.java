package com.wedsync.core.error;

import jakarta.ws.rs.core.Application;

import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The head of the API's description, and the one shape of every error. */
@OpenAPIDefinition(info = @Info(title = "core-database", version = "1.0.0", description = "The database service of WedSync and WedMe. Every error is a problem detail (RFC 9457)."), components = @Components(schemas = @Schema(name = "Problem", implementation = Problem.class)))
public class OpenApi extends Application {
}
