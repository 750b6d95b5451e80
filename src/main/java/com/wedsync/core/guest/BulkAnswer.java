package com.wedsync.core.guest;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** What became of the guests of one request. */
@RegisterForReflection
record BulkAnswer(
        @Schema(description = "Rows by result; a result that no row has is 0") Map<String, Integer> counts,
        List<RowResult> results) {

    static BulkAnswer of(List<RowResult> results) {
        return new BulkAnswer(counts(results), results);
    }

    static Map<String, Integer> counts(List<RowResult> results) {
        Map<String, Integer> counts = new TreeMap<>(Map.of(RowResult.CREATED, 0, RowResult.UPDATED, 0, RowResult.UNCHANGED, 0,
                RowResult.INVALID, 0, RowResult.CONFLICT, 0));
        results.forEach(result -> counts.merge(result.result(), 1, Integer::sum));
        return counts;
    }
}
