package com.wedsync.core.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.database.Database;
import com.wedsync.core.database.Ops;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.TestServer;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class HorizonTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    TransactionRepository transactions;

    @Inject
    @Ops
    Database ops;

    @Test
    void the_session_that_holds_the_oldest_snapshot_is_named_with_its_age() throws SQLException {
        try (Connection holder = administrator();
                Statement hold = holder.createStatement();
                Connection other = administrator();
                Statement write = other.createStatement()) {
            hold.execute("SET application_name = 'forgotten report'");
            holder.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            holder.setAutoCommit(false);
            hold.execute("SELECT count(*) FROM pg_class");
            for (int transaction = 0; transaction < 20; transaction++) {
                write.execute("SELECT pg_current_xact_id()");
            }

            assertThat(ops.with(transactions::holders).await().atMost(PATIENCE))
                    .filteredOn(holding -> holding.kind().equals("session")).singleElement().satisfies(holding -> {
                        assertThat(holding.description()).contains("forgotten report");
                        assertThat(holding.age()).isGreaterThanOrEqualTo(20);
                        assertThat(holding.since()).isNotNull();
                    });
        }
    }

    @Test
    void ids_are_counted_without_using_any_up() {
        List<TransactionRepository.Both> both = List.of(ages(), ages());

        assertThat(both.getFirst().transactions().next()).isPositive();
        assertThat(both.getFirst().transactions().age()).isLessThan(both.getFirst().transactions().failsafeAge());
        assertThat(both.getFirst().multixacts().next()).isNotNegative();
    }

    private TransactionRepository.Both ages() {
        return ops.with(transactions::ages).await().atMost(PATIENCE);
    }

    private static Connection administrator() throws SQLException {
        return TestServer.get().connect("wedsync", "postgres");
    }
}
