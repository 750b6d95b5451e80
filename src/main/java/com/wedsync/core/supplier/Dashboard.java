package com.wedsync.core.supplier;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a supplier has before it. */
record Dashboard(
        UUID supplierId,
        long activeCouples,
        @Schema(description = "Connections by state") ConnectionCounts connections,
        Pending pendingConnections,
        @Schema(description = "The next ten, today's first") List<NextWedding> nextWeddings,
        @Schema(description = "The newest ten") List<NewSubmission> newSubmissions) {

    record ConnectionCounts(long pending, long active, long declined, long ended) {
    }

    record Pending(long count, @Schema(description = "The newest ten") List<PendingConnection> newest) {
    }

    record PendingConnection(UUID coupleId, String coupleName, @Schema(enumeration = {
            "couple", "supplier" }) String invitedBy,
            Instant invitedAt){
    }

    record NextWedding(UUID coupleId, String coupleName, LocalDate weddingDate,
            @Schema(description = "From today, in UTC") long daysToGo) {
    }

    record NewSubmission(UUID id, String formTitle, UUID coupleId, String coupleName,
            @Schema(enumeration = {
                    "submitted", "reviewed" }) String status,
            Instant submittedAt){
    }
}
