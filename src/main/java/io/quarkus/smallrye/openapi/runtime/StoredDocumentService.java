package io.quarkus.smallrye.openapi.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import io.quarkus.smallrye.openapi.runtime.filter.AutoSecurityFilter;
import io.smallrye.openapi.runtime.io.Format;

/**
 * In the package the OpenAPI document is sent as the build stored it. Quarkus 3.34 reads and writes it anew at every start,
 * for filters that this service has none of, which takes a native executable longer than all the rest of its start.
 *
 * <p>
 * In this package because Quarkus leaves the method open to no other; in the package of the service, where one class loader
 * loads both, it is overridden. Quarkus' own cure is its pull request 55538: this class goes with the release that has it.
 */
@Alternative
@Priority(1)
@ApplicationScoped
@IfBuildProfile("prod")
class StoredDocumentService extends OpenApiDocumentService {

    private static final String STORED = "META-INF/quarkus-generated-openapi-doc.";

    @Override
    void prepareDocument(AutoSecurityFilter security, Map<RunStage, List<String>> filters, String name) {
        // it is stored
    }

    @Override
    public byte[] getDocument(String name, Format format) {
        try (InputStream stored = Thread.currentThread().getContextClassLoader().getResourceAsStream(STORED + format)) {
            return Objects.requireNonNull(stored, "the document is not in the package").readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
