package com.wedsync.core.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import com.wedsync.core.dev.Bootstrap;
import com.wedsync.core.dev.EmbeddedServer;
import com.wedsync.core.testing.Balancer;
import com.wedsync.core.testing.Eventually;
import com.wedsync.core.testing.PackagedApplication;
import com.wedsync.core.testing.TestServer;
import com.wedsync.core.testing.Tokens;

/**
 * Two replicas behind a balancer are replaced one after the other under load, after a migration that the old ones know
 * nothing of: every request is answered, every write is there once, every stream goes on where it was.
 */
@DisabledIfSystemProperty(named = "wedsync.test.database.url", matches = ".+")
@Tag("long")
class RollOutIT {

    private static final int REQUESTS = 20_000;
    private static final int COUPLES = 8;

    private final List<PackagedApplication> replicas = new ArrayList<>();

    @TempDir
    private Path scripts;

    @Test
    void nobody_notices() throws Exception {
        try (EmbeddedServer server = TestServer.start()) {
            Bootstrap.run(server);
            Playground database = Playground.of(server, Bootstrap.DATABASE, scripts);
            assertThat(database.migrate().success()).isTrue();
            List<UUID> couples = couples(database);
            Map<String, String> settings = Map.of("wedsync.database.url", server.url(Bootstrap.DATABASE),
                    "wedsync.auth.jwt-secret", Tokens.SECRET, "wedsync.rate-limit.enabled", "false",
                    "wedsync.migration.at-start", "false", "quarkus.shutdown.delay", "3s");
            try (Balancer balancer = Balancer.start()) {
                start(balancer, settings);
                start(balancer, settings);
                rollOut(balancer, settings, database, couples);
            } finally {
                replicas.forEach(PackagedApplication::close);
            }
        }
    }

    private void rollOut(Balancer balancer, Map<String, String> settings, Playground database, List<UUID> couples)
            throws Exception {
        List<Watcher> watchers = couples.stream().map(couple -> new Watcher(balancer.port(), couple, 0)).toList();
        try (SteadyLoad load = SteadyLoad.start(URI.create("http://127.0.0.1:" + balancer.port()), couples)) {
            load.await(REQUESTS / 10);
            expand(database);
            load.await(REQUESTS / 10);
            for (int old = 0; old < 2; old++) {
                start(balancer, settings);
                load.await(REQUESTS / 20);
                replicas.get(old).close();
                load.await(REQUESTS / 20);
            }
            load.await(Math.max(1, REQUESTS - load.requests()));
            load.close();

            System.out.printf("RollOutIT %d requests, %d failed, %d writes, %s%n", load.requests(), load.failures().size(),
                    load.written().size(), load.percentiles());
            assertThat(load.failures()).isEmpty();
            assertThat(load.requests()).isGreaterThanOrEqualTo(REQUESTS);
            assertThat(database.allRows("SELECT name FROM wedding.guest WHERE name NOT LIKE 'Guest of canary%'"))
                    .containsExactlyInAnyOrderElementsOf(
                            load.written().keySet().stream().map(name -> "Guest " + name).toList());
        }
        for (int n = 0; n < COUPLES; n++) {
            follow(watchers.get(n), database, couples.get(n));
        }
        assertThat(watchers.stream().flatMap(watcher -> watcher.byes().stream())).contains("shutdown")
                .containsOnly("shutdown");
    }

    /** What the new version needs and the old one does not mind. */
    private static void expand(Playground database) {
        database.script("V9001__seat.sql", "ALTER TABLE wedding.guest ADD COLUMN seat text;");
        database.script("V9002__guests_by_seat.sql",
                "CREATE INDEX CONCURRENTLY guest_seat_idx ON wedding.guest (couple_id, seat);");

        MigrationResult result = database.migrate();

        assertThat(result.errors()).isEmpty();
        assertThat(result.appliedMigrations()).containsExactly("V9001__seat.sql", "V9002__guests_by_seat.sql");
    }

    private void start(Balancer balancer, Map<String, String> settings) {
        PackagedApplication replica = PackagedApplication.start(settings);
        replicas.add(replica);
        balancer.add(replica);
    }

    /** It was told each revision once, in order, to the last. */
    private static void follow(Watcher watcher, Playground database, UUID couple) throws Exception {
        long newest = Long.parseLong(
                database.allRows("SELECT revision FROM wedding.tenant WHERE id = '" + couple + "'").getFirst());
        Eventually.get(watcher::last, last -> last == newest);
        watcher.stop();
        assertThat(watcher.revisions()).containsExactlyElementsOf(LongStream.rangeClosed(1, newest).boxed().toList());
    }

    /** Each with a member of the same id. */
    private static List<UUID> couples(Playground database) throws Exception {
        List<UUID> couples = new ArrayList<>();
        for (int n = 0; n < COUPLES; n++) {
            UUID couple = UUID.randomUUID();
            database.execute("INSERT INTO wedding.couple (id, name) VALUES ('" + couple + "', 'Emma & Jake')");
            database.execute("INSERT INTO wedding.couple_member (couple_id, user_id, role) VALUES ('" + couple + "', '" + couple
                    + "', 'partner')");
            couples.add(couple);
        }
        return couples;
    }
}
