package com.wedsync.core.wal;

import java.time.OffsetDateTime;

import org.jspecify.annotations.Nullable;

import io.vertx.mutiny.sqlclient.Row;

/** Counters and state of the write-ahead log at one moment. */
record WalReading(@Nullable OffsetDateTime reset, long bytes, long fullPageImages, long sizeBytes, Archiver archiver) {

    /**
     * The archiver.
     *
     * @param on whether there is one
     * @param failing whether its newest attempt failed
     */
    record Archiver(boolean on, @Nullable OffsetDateTime reset, long failures, boolean failing,
            @Nullable Double successAgeSeconds, @Nullable Long waitingFiles) {
    }

    static WalReading from(Row row) {
        return new WalReading(row.getOffsetDateTime("wal_reset"), row.getLong("wal_bytes"), row.getLong("full_page_images"),
                row.getLong("size_bytes"),
                new Archiver(row.getBoolean("archiving"), row.getOffsetDateTime("archiver_reset"),
                        row.getLong("archiver_failures"), row.getBoolean("archiver_failing"),
                        row.getDouble("archiver_success_age_seconds"), row.getLong("archiver_waiting_files")));
    }
}
