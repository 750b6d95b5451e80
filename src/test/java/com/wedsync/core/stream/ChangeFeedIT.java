package com.wedsync.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

import com.wedsync.core.dev.Bootstrap;
import com.wedsync.core.dev.EmbeddedServer;
import com.wedsync.core.testing.Eventually;
import com.wedsync.core.testing.PackagedApplication;
import com.wedsync.core.testing.Season.Couple;
import com.wedsync.core.testing.Season.Supplier;
import com.wedsync.core.testing.TestServer;
import com.wedsync.core.testing.Tokens;

/**
 * Two replicas, one of which is killed, and stopped, and a database that crashes, under devices whose connections end all the
 * time: each ends with exactly what the database has, and has seen every revision once and in order.
 */
@DisabledIfSystemProperty(named = "wedsync.test.database.url", matches = ".+")
@Tag("long")
class ChangeFeedIT {

    private static final int DISCONNECTS = Integer.getInteger("wedsync.change-feed.disconnects", 500);
    private static final int COLD = Math.min(100, DISCONNECTS / 5);
    /** At most, between two disconnects. */
    private static final int PAUSE_MILLIS = Integer.getInteger("wedsync.change-feed.pause", 12);
    private static final int COUPLES = 8;
    private static final int DEVICES = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AtomicReferenceArray<PackagedApplication> replicas = new AtomicReferenceArray<>(2);

    @Test
    void nothing_is_lost_doubled_or_out_of_order() throws Exception {
        long seed = Long.getLong("wedsync.change-feed.seed", System.nanoTime());
        System.out.println("ChangeFeedIT seed " + seed);
        try (EmbeddedServer server = TestServer.start()) {
            Bootstrap.run(server);
            makeDurable(server);
            Map<String, String> settings = new HashMap<>(Map.of("wedsync.database.url", server.url(Bootstrap.DATABASE),
                    "wedsync.auth.jwt-secret", Tokens.SECRET, "wedsync.rate-limit.enabled", "false",
                    "wedsync.stream.per-caller", "1000", "wedsync.stream.poll-every", "2s"));
            try {
                replicas.set(0, PackagedApplication.start(settings));
                replicas.set(1, PackagedApplication.start(settings));
                awaitReplicas();
                run(seed, server, settings);
            } finally {
                replicas.get(0).close();
                replicas.get(1).close();
            }
        }
    }

    private void run(long seed, EmbeddedServer server, Map<String, String> settings) throws Exception {
        Supplier venue = supplier(server);
        List<Couple> couples = couples(server, venue);
        try (Crowd crowd = new Crowd(seed, this::anyPort, () -> service(server), couples, DEVICES, List.of(venue))) {
            crowd.start();
            Random chance = new Random(seed);
            int trouble = 0;
            while (crowd.figures().disconnects.get() < DISCONNECTS) {
                crowd.figures().cold = crowd.figures().disconnects.get() < COLD;
                Thread.sleep(chance.nextInt(PAUSE_MILLIS));
                crowd.cutOne(chance);
                if (crowd.figures().disconnects.get() > (trouble + 1) * DISCONNECTS / 4) {
                    crowd.figures().outage = true;
                    makeTrouble(trouble++, server, settings);
                    crowd.figures().outage = false;
                }
            }
            crowd.settle(PATIENCE);
            System.out.printf("ChangeFeedIT %d changes written, %d told, %d disconnects%n", crowd.written(),
                    crowd.figures().told.get(), crowd.figures().disconnects.get());
            System.out.println("ChangeFeedIT resumed at first " + Figures.percentiles(crowd.figures().resumeMillisAtFirst));
            System.out.println("ChangeFeedIT resumed later " + Figures.percentiles(crowd.figures().resumeMillis));
            System.out.println("ChangeFeedIT in outages " + Figures.percentiles(crowd.figures().resumeMillisInOutages));
            assertThat(crowd.figures().byes).as("the replica that was stopped says goodbye").contains("shutdown");
            assertThat(crowd.written()).isPositive();
        }
    }

    /** Returns when all is up again. */
    private void makeTrouble(int number, EmbeddedServer server, Map<String, String> settings) throws Exception {
        switch (number) {
            case 0 -> {
                replicas.get(0).kill();
                start(0, settings);
            }
            case 1 -> {
                replicas.get(1).close();
                start(1, settings);
            }
            case 2 -> {
                ProcessHandle.of(read(server, "SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'"))
                        .ifPresent(ProcessHandle::destroyForcibly);
                awaitAnswers(server);
            }
            default -> {
                // the rest of the way without
            }
        }
    }

    private void start(int number, Map<String, String> settings) {
        PackagedApplication replica = PackagedApplication.start(settings);
        replica.awaitProbe("ready", 200);
        replicas.set(number, replica);
    }

    private void awaitReplicas() {
        for (int number = 0; number < replicas.length(); number++) {
            replicas.get(number).awaitProbe("ready", 200);
        }
    }

    /** A server that has crashed recovers, and the replicas connect anew. */
    private void awaitAnswers(EmbeddedServer server) throws Exception {
        Eventually.get(PATIENCE, () -> {
            try {
                return read(server, "SELECT 1");
            } catch (SQLException recovering) {
                return 0L;
            }
        }, answer -> answer == 1);
        awaitReplicas();
    }

    private int anyPort() {
        return replicas.get(ThreadLocalRandom.current().nextInt(2)).port();
    }

    /** The servers of the test suite are quick rather than durable: after a crash they have lost what they had confirmed. */
    private static void makeDurable(EmbeddedServer server) throws SQLException {
        try (Connection administrator = server.connect(Bootstrap.DATABASE, "postgres");
                Statement statement = administrator.createStatement()) {
            statement.execute("ALTER DATABASE " + Bootstrap.DATABASE + " SET synchronous_commit = on");
        }
    }

    private static Supplier supplier(EmbeddedServer server) throws SQLException {
        Supplier supplier = new Supplier(UUID.randomUUID(), UUID.randomUUID());
        execute(server, "INSERT INTO wedding.supplier (id, name, category) VALUES ('" + supplier.id()
                + "', 'Larkhill Farm', 'venue')");
        execute(server, "INSERT INTO wedding.supplier_member (supplier_id, user_id, role) VALUES ('" + supplier.id() + "', '"
                + supplier.owner() + "', 'owner')");
        return supplier;
    }

    private static List<Couple> couples(EmbeddedServer server, Supplier supplier) throws SQLException {
        List<Couple> couples = new ArrayList<>();
        for (int n = 0; n < COUPLES; n++) {
            Couple couple = new Couple(UUID.randomUUID(), UUID.randomUUID());
            execute(server, "INSERT INTO wedding.couple (id, name) VALUES ('" + couple.id() + "', 'Emma & Jake')");
            execute(server, "INSERT INTO wedding.couple_member (couple_id, user_id, role) VALUES ('" + couple.id() + "', '"
                    + couple.partner() + "', 'partner')");
            execute(server, "INSERT INTO wedding.connection (couple_id, supplier_id, status, invited_by, accepted_at) VALUES ('"
                    + couple.id() + "', '" + supplier.id() + "', 'active', 'couple', now())");
            couples.add(couple);
        }
        return couples;
    }

    private static Connection service(EmbeddedServer server) throws SQLException {
        Connection connection = server.connect(Bootstrap.DATABASE, "wedsync_app");
        connection.setAutoCommit(false);
        try (Statement entry = connection.createStatement()) {
            entry.execute("SELECT access.enter('service:tests')");
        }
        return connection;
    }

    private static void execute(EmbeddedServer server, String sql) throws SQLException {
        try (Connection connection = service(server); Statement statement = connection.createStatement()) {
            statement.execute(sql);
            connection.commit();
        }
    }

    private static long read(EmbeddedServer server, String sql) throws SQLException {
        try (Connection administrator = server.connect(Bootstrap.DATABASE, "postgres");
                Statement statement = administrator.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
