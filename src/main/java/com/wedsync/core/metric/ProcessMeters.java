package com.wedsync.core.metric;

import java.time.Duration;
import java.util.List;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmHeapPressureMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.quarkus.micrometer.runtime.binder.JVMInfoBinder;
import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;

/**
 * The process itself as Micrometer measures it. Quarkus would register the same meters before the service is ready, which a
 * native
 * start has better things to do than ({@code quarkus.micrometer.binder.jvm} and {@code .system} are off).
 */
@Singleton
class ProcessMeters {

    private static final Duration AFTER_READINESS = Duration.ofMillis(500);

    private volatile List<AutoCloseable> listeners = List.of();

    void begin(@Observes StartupEvent event, MeterRegistry registry, Vertx vertx) {
        vertx.setTimer(AFTER_READINESS.toMillis(), passed -> vertx.executeBlocking(() -> {
            bind(registry);
            return null;
        }));
    }

    private void bind(MeterRegistry registry) {
        JvmHeapPressureMetrics heapPressure = new JvmHeapPressureMetrics();
        JvmGcMetrics collections = new JvmGcMetrics();
        listeners = List.of(heapPressure, collections);
        List.<MeterBinder> of(new ClassLoaderMetrics(), heapPressure, new JvmMemoryMetrics(), new JvmThreadMetrics(),
                new JVMInfoBinder(), new UptimeMetrics(), new ProcessorMetrics(), new FileDescriptorMetrics())
                .forEach(binder -> binder.bindTo(registry));
        if (ImageMode.current() == ImageMode.JVM) {
            collections.bindTo(registry);
        }
    }

    @PreDestroy
    void close() throws Exception {
        for (AutoCloseable listener : listeners) {
            listener.close();
        }
    }
}
