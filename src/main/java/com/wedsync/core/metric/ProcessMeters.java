package com.wedsync.core.metric;

import java.time.Duration;
import java.util.List;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

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
import io.quarkus.runtime.configuration.ConfigUtils;
import io.vertx.core.Vertx;

/**
 * The process itself as Micrometer measures it. Quarkus would register the same meters before the service is ready, and a
 * native start has better things to do ({@code quarkus.micrometer.binder.jvm} and {@code .system} are off).
 */
@Singleton
class ProcessMeters {

    private static final Duration AFTER_START = Duration.ofMillis(500);
    private static final String COMMAND_PROFILE = "command";
    private static final Logger LOG = Logger.getLogger(ProcessMeters.class);

    private final Vertx vertx;
    private long timer;
    private volatile List<AutoCloseable> listeners = List.of();

    ProcessMeters(Vertx vertx) {
        this.vertx = vertx;
    }

    void begin(@Observes StartupEvent event, MeterRegistry registry) {
        if (!ConfigUtils.isProfileActive(COMMAND_PROFILE)) {
            timer = vertx.setTimer(AFTER_START.toMillis(), passed -> vertx.executeBlocking(() -> {
                bind(registry);
                return null;
            }).onFailure(fault -> LOG.error("The process is not measured", fault)));
        }
    }

    private void bind(MeterRegistry registry) {
        JvmHeapPressureMetrics heapPressure = new JvmHeapPressureMetrics();
        listeners = List.of(heapPressure);
        List.<MeterBinder> of(new ClassLoaderMetrics(), heapPressure, new JvmMemoryMetrics(), new JvmThreadMetrics(),
                new JVMInfoBinder(), new UptimeMetrics(), new ProcessorMetrics(), new FileDescriptorMetrics())
                .forEach(binder -> binder.bindTo(registry));
        if (ImageMode.current() == ImageMode.JVM) { // warns elsewhere that there is nothing to measure
            JvmGcMetrics collections = new JvmGcMetrics();
            listeners = List.of(heapPressure, collections);
            collections.bindTo(registry);
        }
    }

    @PreDestroy
    void close() throws Exception {
        vertx.cancelTimer(timer);
        for (AutoCloseable listener : listeners) {
            listener.close();
        }
    }
}
