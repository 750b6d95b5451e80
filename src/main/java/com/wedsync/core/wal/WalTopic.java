package com.wedsync.core.wal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import com.wedsync.core.database.Session;
import com.wedsync.core.metric.CounterTrail;
import com.wedsync.core.metric.Measure;
import com.wedsync.core.metric.Measured;
import com.wedsync.core.metric.Observation;
import com.wedsync.core.metric.Pass;
import com.wedsync.core.metric.Topic;

import io.smallrye.mutiny.Uni;

/** Rate of WAL, pressure of checkpoints, health of the archiver. */
@Singleton
class WalTopic implements Topic {

    private static final Measure BYTES = Measure.of("wedsync_wal_bytes_per_second", "bytes/s", "WAL written");
    private static final Measure IMAGES = Measure.of("wedsync_wal_full_page_images_per_second", "pages/s",
            "Whole pages written to WAL, as after each checkpoint");
    private static final Measure SIZE = Measure.of("wedsync_wal_size_bytes", "bytes", "Files of WAL on disk");
    private static final Measure CHECKPOINTS = Measure.of("wedsync_checkpoints_per_hour", "checkpoints/h",
            "Checkpoints in up to the last hour", "cause");
    private static final Measure REQUESTED = Measure.of("wedsync_checkpoints_requested_percent", "percent",
            "Checkpoints that WAL forced before their time, in up to the last hour");
    private static final Measure FAILING = Measure.of("wedsync_archiver_failing", "0 or 1",
            "Whether the archiver's newest attempt failed");
    private static final Measure FAILURES = Measure.of("wedsync_archiver_failures_per_hour", "failures/h",
            "Failed attempts to archive, in up to the last hour");
    private static final Measure SUCCESS_AGE = Measure.of("wedsync_archiver_last_success_age_seconds", "s",
            "Since a file of WAL was archived");
    private static final Measure WAITING = Measure.of("wedsync_archiver_waiting_files", "files",
            "Files of WAL that wait to be archived");

    private enum Counter {
        BYTES,
        IMAGES,
        TIMED,
        REQUESTED,
        FAILURES
    }

    private final WalRepository wal;
    private final CounterTrail<Counter> trail = new CounterTrail<>(Duration.ofHours(1));

    WalTopic(WalRepository wal) {
        this.wal = wal;
    }

    @Override
    public String name() {
        return "wal";
    }

    @Override
    public List<Measure> measures() {
        return List.of(BYTES, IMAGES, SIZE, CHECKPOINTS, REQUESTED, FAILING, FAILURES, SUCCESS_AGE, WAITING);
    }

    @Override
    public Uni<List<Observation>> observe(Session session, Pass pass) {
        return wal.wal(session).chain(reading -> wal.checkpoints(session, pass)
                .map(checkpoints -> observations(pass, reading, checkpoints)));
    }

    List<Observation> observations(Pass pass, WalReading reading, Checkpoints checkpoints) {
        trail.add(pass.takenAt(),
                Arrays.asList(pass.serverStartedAt(), reading.reset(), checkpoints.reset(), reading.archiver().reset()),
                new EnumMap<>(Map.of(Counter.BYTES, reading.bytes(), Counter.IMAGES, reading.fullPageImages(),
                        Counter.TIMED, checkpoints.timed(), Counter.REQUESTED, checkpoints.requested(),
                        Counter.FAILURES, reading.archiver().failures())));
        List<Observation> all = new ArrayList<>(List.of(
                BYTES.is(trail.perSecond(Counter.BYTES)), IMAGES.is(trail.perSecond(Counter.IMAGES)),
                SIZE.is(reading.sizeBytes()),
                CHECKPOINTS.is("timed", trail.growth(Counter.TIMED)),
                CHECKPOINTS.is("requested", trail.growth(Counter.REQUESTED)),
                REQUESTED.is(requestedPercent())));
        if (reading.archiver().on()) {
            all.addAll(archiver(reading.archiver()));
        }
        return all;
    }

    private List<Observation> archiver(WalReading.Archiver archiver) {
        Double age = archiver.successAgeSeconds();
        Long waiting = archiver.waitingFiles();
        return List.of(FAILING.is(archiver.failing() ? 1 : 0), FAILURES.is(trail.growth(Counter.FAILURES)),
                SUCCESS_AGE.is(age == null ? Measured.unknown("nothing was archived yet") : Measured.of(age)),
                WAITING.is(waiting == null ? 0 : waiting));
    }

    private Measured<Double> requestedPercent() {
        Long timed = trail.growth(Counter.TIMED).value();
        Measured<Long> requested = trail.growth(Counter.REQUESTED);
        if (timed == null || requested.value() == null) {
            return Measured.unknown(String.valueOf(requested.reason()));
        }
        long both = timed + requested.value();
        return both == 0 ? Measured.unknown("there was no checkpoint") : Measured.of(100.0 * requested.value() / both);
    }
}
