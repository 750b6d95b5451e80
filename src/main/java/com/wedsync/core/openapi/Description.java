package com.wedsync.core.openapi;

import jakarta.ws.rs.core.Application;

import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeIn;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

import com.wedsync.core.error.Problem;

/** The head of the API's description, and the one shape of every error. */
@OpenAPIDefinition(info = @Info(title = "core-database", version = "1.0.0", description = "The database service of WedSync and WedMe. Every error is a problem detail (RFC 9457)."), components = @Components(schemas = @Schema(name = "Problem", implementation = Problem.class), securitySchemes = @SecurityScheme(securitySchemeName = Description.API_KEY, type = SecuritySchemeType.APIKEY, in = SecuritySchemeIn.HEADER, apiKeyName = "X-API-Key", description = "A key of a supplier; its scopes say what it opens.")))
public class Description extends Application {

    static final String API_KEY = "ApiKey";
}
