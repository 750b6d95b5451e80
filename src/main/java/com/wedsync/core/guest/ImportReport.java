package com.wedsync.core.guest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** What became of a file, or would become of it. */
@RegisterForReflection
record ImportReport(
        @Schema(description = "If true, nothing was written") boolean dryRun,
        @Schema(description = "Rows by result") Map<String, Integer> counts,
        @Schema(description = "The first 100 reasons why rows are not imported") List<CsvError> errors) {

    static final int MAX_ERRORS = 100;

    static ImportReport of(boolean dryRun, GuestFile file, List<RowResult> results) {
        return new ImportReport(dryRun, BulkAnswer.counts(results), errors(file, results));
    }

    private static List<CsvError> errors(GuestFile file, List<RowResult> results) {
        List<CsvError> errors = new ArrayList<>();
        for (RowResult result : results) {
            long line = file.lines().get(result.index()).number();
            if (result.violations() != null) {
                result.violations()
                        .forEach(violation -> errors.add(new CsvError(line, violation.field(), violation.message())));
            }
            if (result.result().equals(RowResult.CONFLICT)) {
                errors.add(new CsvError(line, "version", result.current() == null ? "the guest is gone"
                        : "the guest has version " + result.current().version() + " now"));
            }
        }
        return List.copyOf(errors.subList(0, Math.min(errors.size(), MAX_ERRORS)));
    }
}
