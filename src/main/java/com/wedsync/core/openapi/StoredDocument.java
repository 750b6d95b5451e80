package com.wedsync.core.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.quarkus.smallrye.openapi.runtime.filter.AutoSecurityFilter;
import io.smallrye.openapi.runtime.io.Format;

/**
 * In the native executable the OpenAPI document is sent as the build stored it. Quarkus 3.34 reads and writes it anew at every
 * start, for filters that this service has none of: it took longer than all the rest of the start. Quarkus' own cure is
 * its pull request 55538; this class goes with the release that has it.
 */
@TargetClass(OpenApiDocumentService.class)
final class StoredDocument {

    @Substitute
    void prepareDocument(AutoSecurityFilter security, Map<RunStage, List<String>> filters, String name) {
        // it is stored
    }

    @Substitute
    public byte[] getDocument(String name, Format format) {
        // not a constant: a substitution may not have fields of its own
        String resource = "META-INF/quarkus-generated-openapi-doc." + format;
        try (InputStream stored = Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
            return Objects.requireNonNull(stored, "the document is not in the executable").readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
