package com.wedsync.core.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.database.Database;
import com.wedsync.core.database.Ops;
import com.wedsync.core.metric.Measured;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.TestServer;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class SequenceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    SequenceRepository sequences;

    @Inject
    @Ops
    Database ops;

    @BeforeEach
    void a_schema() throws SQLException {
        administer("CREATE SCHEMA counted", "GRANT USAGE ON SCHEMA counted TO wedsync_ops");
    }

    @AfterEach
    void drop_it() throws SQLException {
        administer("DROP SCHEMA counted CASCADE");
    }

    @Test
    void the_narrowest_column_decides_whichever_way_the_sequence_fills_it() throws SQLException {
        administer("CREATE TABLE counted.identity (id int GENERATED ALWAYS AS IDENTITY)",
                "CREATE TABLE counted.serial (id smallserial)",
                "CREATE SEQUENCE counted.shared AS bigint",
                "CREATE TABLE counted.by_default (id int DEFAULT nextval('counted.shared'))",
                "CREATE SEQUENCE counted.free AS bigint",
                "CREATE SEQUENCE counted.down INCREMENT -1 MINVALUE -1000 MAXVALUE -1",
                "CREATE SEQUENCE counted.round MAXVALUE 10 CYCLE", "CREATE SEQUENCE counted.fresh",
                "GRANT SELECT ON ALL SEQUENCES IN SCHEMA counted TO wedsync_ops",
                "SELECT setval('counted.identity_id_seq', 1073741824)", "SELECT setval('counted.serial_id_seq', 32767)",
                "SELECT setval('counted.shared', 1073741824)", "SELECT setval('counted.free', 1073741824)",
                "SELECT setval('counted.down', -250)");

        assertThat(used("counted.identity_id_seq").value()).isCloseTo(50, within(0.01));
        assertThat(used("counted.serial_id_seq").value()).isCloseTo(100, within(0.01));
        assertThat(used("counted.shared").value()).isCloseTo(50, within(0.01));
        assertThat(used("counted.free").value()).isCloseTo(0, within(0.01));
        assertThat(used("counted.down").value()).isCloseTo(25, within(0.01));
        assertThat(used("counted.fresh").value()).isZero();
        assertThat(read()).extracting(SequenceUse::name).doesNotContain("counted.round");
    }

    @Test
    void a_sequence_that_is_locked_or_may_not_be_read_is_unknown_with_the_reason() throws SQLException {
        administer("CREATE SEQUENCE counted.secret", "CREATE SEQUENCE counted.locked",
                "GRANT SELECT ON SEQUENCE counted.locked TO wedsync_ops");
        try (Connection locker = TestServer.get().connect("wedsync", "postgres"); Statement lock = locker.createStatement()) {
            locker.setAutoCommit(false);
            lock.execute("ALTER SEQUENCE counted.locked OWNER TO CURRENT_USER");

            assertThat(used("counted.locked").reason()).isEqualTo("locked exclusively by another session");
            assertThat(used("counted.secret").reason()).contains("GRANT SELECT ON SEQUENCE counted.secret TO wedsync_ops");
        }
    }

    private List<SequenceUse> read() {
        return ops.with(sequences::read).await().atMost(PATIENCE);
    }

    private Measured<Double> used(String name) {
        return read().stream().filter(sequence -> sequence.name().equals(name)).findFirst().orElseThrow().usedPercent();
    }

    private static void administer(String... statements) throws SQLException {
        try (Connection connection = TestServer.get().connect("wedsync", "postgres");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
