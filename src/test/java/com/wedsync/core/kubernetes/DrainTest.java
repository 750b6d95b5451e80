package com.wedsync.core.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A replica that is taken away has the time that its settings promise, and is asked for nothing new meanwhile. */
class DrainTest {

    /** Cancelled maintenance, com.wedsync.core.maintenance.Drain. */
    private static final Duration AFTER_CANCEL = Duration.ofSeconds(5);
    /** A round of maintenance, com.wedsync.core.conductor.Conductor. */
    private static final Duration ROUND = Duration.ofSeconds(8);
    /** A migration under way, com.wedsync.core.migration.StartUp. */
    private static final Duration MIGRATION = Duration.ofSeconds(15);
    private static final Duration MARGIN = Duration.ofSeconds(5);

    @ParameterizedTest
    @ValueSource(strings = { "base", "overlays/staging", "overlays/production" })
    void nobody_is_killed_before_all_that_a_shutdown_may_take_one_after_the_other(String folder) {
        Settings settings = Settings.of(Kustomization.of(folder));
        Manifest deployment = Kustomization.of(folder).only("Deployment");

        Duration longest = preStop(deployment)
                .plus(settings.duration("quarkus.shutdown.delay"))
                .plus(settings.duration("quarkus.shutdown.timeout"))
                .plus(settings.duration("wedsync.maintenance.drain", Duration.ofSeconds(2)))
                .plus(AFTER_CANCEL).plus(ROUND).plus(MIGRATION).plus(MARGIN);

        assertThat(seconds(deployment, "/spec/template/spec/terminationGracePeriodSeconds")).isGreaterThanOrEqualTo(longest);
    }

    @ParameterizedTest
    @ValueSource(strings = { "base", "overlays/staging", "overlays/production" })
    void endpoints_have_time_to_forget_a_replica_before_it_stops_accepting(String folder) {
        Settings settings = Settings.of(Kustomization.of(folder));
        Manifest deployment = Kustomization.of(folder).only("Deployment");

        assertThat(settings.config().getValue("quarkus.shutdown.delay-enabled", Boolean.class)).isTrue();
        assertThat(preStop(deployment)).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
        // no replica goes before its successor is ready
        assertThat(deployment.numberAt("/spec/strategy/rollingUpdate/maxUnavailable")).isZero();
    }

    private static Duration preStop(Manifest deployment) {
        return seconds(deployment, "/spec/template/spec/containers/0/lifecycle/preStop/sleep/seconds");
    }

    private static Duration seconds(Manifest manifest, String pointer) {
        return Duration.ofSeconds(manifest.numberAt(pointer));
    }
}
