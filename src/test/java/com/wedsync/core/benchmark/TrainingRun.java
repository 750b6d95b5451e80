package com.wedsync.core.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs the packaged service for the Java runtime to learn which classes it needs and where it spends its time: what it learns
 * (the ahead-of-time cache of JEP 483 and 515) becomes a part of the package, and starts the next one quicker and warmer.
 *
 * <p>
 * {@code TrainingRun <folder of the package> <cache to write>}; part of {@code ./mvnw package}.
 */
public final class TrainingRun {

    private static final int COUPLES = 50;
    private static final int ROUNDS = Integer.getInteger("wedsync.training.rounds", 25);
    private static final int CALLERS = 4;
    /** More than may be in flight and wait, in this run. */
    private static final int CROWD = 100;
    private static final Map<String, String> FEW_AT_A_TIME = Map.of("WEDSYNC_ADMISSION_INITIAL_LIMIT", "8",
            "WEDSYNC_ADMISSION_MAX_LIMIT", "8", "WEDSYNC_ADMISSION_MAX_WAITING", "16");
    private static final int STREAMS = 20;
    private static final int CHANGES_PER_SECOND = 100;
    private static final Duration WRITING = Duration.ofSeconds(2);

    private TrainingRun() {
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Path cache = Path.of(arguments[1]);
        keepWholeSeconds(folder);
        try (PasswordServer server = PasswordServer.start()) {
            Map<String, String> settings = new HashMap<>(server.settings());
            settings.putAll(FEW_AT_A_TIME);
            ServiceProcess service = ServiceProcess.start(Artifact.learning(folder, cache), settings);
            try (service; Traffic traffic = new Traffic(CALLERS)) {
                server.loadDemoData(COUPLES);
                List<Partner> partners = server.partners();
                exercise(service, traffic, partners);
                stream(service, partners);
                overload(service, partners);
            }
        }
        if (!Files.isRegularFile(cache)) {
            throw new IOException("The training run left no " + cache);
        }
    }

    /**
     * The cache is good for files of the same time only, in whole seconds. The layer of an image keeps whole seconds too, but
     * rounds: without a fraction both are the same.
     */
    private static void keepWholeSeconds(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Instant changed = Files.getLastModifiedTime(file).toInstant();
                Files.setLastModifiedTime(file, FileTime.from(changed.truncatedTo(ChronoUnit.SECONDS)));
            }
        }
    }

    private static void exercise(ServiceProcess service, Traffic traffic, List<Partner> partners) throws Exception {
        for (Operation operation : Operation.ALL) {
            traffic.send(ROUNDS, n -> operation.call(service, partners.get(n % partners.size()), n));
        }
    }

    /** Who is refused in a spike is refused quickly from the first one on. */
    private static void overload(ServiceProcess service, List<Partner> partners) throws Exception {
        try (Traffic crowd = new Traffic(CROWD)) {
            long refused = crowd.count(503, CROWD * ROUNDS, n -> Operation.ALL.get(n % Operation.ALL.size())
                    .call(service, partners.get(n % partners.size()), n));
            if (refused == 0) {
                throw new IOException("The training run refused nobody");
            }
        }
    }

    private static void stream(ServiceProcess service, List<Partner> partners) throws Exception {
        try (Audience audience = Audience.gather(service, partners, STREAMS);
                GuestWrites writes = new GuestWrites(service, partners);
                Resumptions resumptions = new Resumptions(service)) {
            GuestWrites.Result written = writes.write(1, CHANGES_PER_SECOND, WRITING);
            if (!written.failures().isEmpty()) {
                throw new IOException("Changes of the training run failed: " + written.failures().getFirst());
            }
            // a device that was told the first change is told another: of the core fields, or of the second guest of a couple if the
            // machine was quick enough to come round twice
            int told = Math.min(partners.size(), Math.max(ROUNDS, written.changes() - partners.size()));
            for (int n = 0; n < ROUNDS * CALLERS; n++) {
                resumptions.resume(partners.get(n % told));
            }
            if (audience.delivered() == 0) {
                throw new IOException("The training run was told no change");
            }
        }
    }
}
