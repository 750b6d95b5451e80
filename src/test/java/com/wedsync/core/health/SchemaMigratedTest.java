package com.wedsync.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;

import com.wedsync.core.migration.MigrationState;

import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;

class SchemaMigratedTest {

    @Test
    void who_asks_before_the_schema_was_looked_at_waits_but_not_without_end() {
        UniAssertSubscriber<HealthCheckResponse> asker = new SchemaMigrated(new MigrationState()).call()
                .subscribe().withSubscriber(UniAssertSubscriber.create());

        asker.assertNotTerminated();
        assertThat(asker.awaitItem(Duration.ofSeconds(10)).getItem().getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
    }
}
