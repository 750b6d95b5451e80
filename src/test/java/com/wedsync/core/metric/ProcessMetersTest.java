package com.wedsync.core.metric;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import com.wedsync.core.testing.Eventually;
import com.wedsync.core.testing.TestDatabase;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@WithTestResource(TestDatabase.class)
class ProcessMetersTest {

    @Inject
    MeterRegistry registry;

    @Test
    void the_process_is_measured_a_moment_after_the_start() throws Exception {
        Eventually.get(this::names,
                names -> names.containsAll(List.of("jvm.memory.used", "jvm.threads.live", "jvm.gc.memory.allocated",
                        "jvm.gc.overhead", "jvm.classes.loaded", "jvm.info", "process.uptime", "process.cpu.usage",
                        "process.files.open", "system.cpu.usage")));
    }

    private Set<String> names() {
        return registry.getMeters().stream().map(meter -> meter.getId().getName()).collect(Collectors.toSet());
    }
}
