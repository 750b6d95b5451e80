package com.wedsync.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.testing.Narrow;
import com.wedsync.core.testing.Season;
import com.wedsync.core.testing.Season.Couple;
import com.wedsync.core.testing.Season.Supplier;
import com.wedsync.core.testing.TestDatabase;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;

/** Some seconds of what {@link ChangeFeedIT} does for longer, with one replica. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
@TestProfile(Narrow.class)
@Tag("database")
class ConsistencyTest {

    private static final int COUPLES = 4;
    private static final Duration TROUBLE = Duration.ofSeconds(3);

    @Test
    void every_device_ends_with_what_the_database_has_and_saw_each_change_once_and_in_order() throws Exception {
        long seed = Long.getLong("wedsync.change-feed.seed", System.nanoTime());
        System.out.println("ConsistencyTest seed " + seed);
        Supplier venue = Season.supplier();
        List<Couple> couples = new ArrayList<>();
        for (int n = 0; n < COUPLES; n++) {
            Couple couple = Season.couple();
            Season.connection(couple, venue, "active");
            couples.add(couple);
        }
        try (Crowd crowd = new Crowd(seed, () -> RestAssured.port, ConsistencyTest::service, couples, 3, List.of(venue))) {
            crowd.start();
            Random chance = new Random(seed);
            long end = System.nanoTime() + TROUBLE.toNanos();
            while (System.nanoTime() < end) {
                Thread.sleep(chance.nextInt(20));
                crowd.cutOne(chance);
            }
            crowd.settle(Duration.ofSeconds(15));
            System.out.printf("ConsistencyTest %d changes written, %d told, %d disconnects%n", crowd.written(),
                    crowd.figures().told.get(), crowd.figures().disconnects.get());
            assertThat(crowd.written()).isPositive();
            assertThat(crowd.figures().disconnects.get()).isPositive();
        }
    }

    private static Connection service() throws SQLException {
        Connection connection = TestDatabase.connect("app");
        connection.setAutoCommit(false);
        try (Statement entry = connection.createStatement()) {
            entry.execute("SELECT access.enter('service:tests')");
        }
        return connection;
    }
}
