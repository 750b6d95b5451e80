package com.wedsync.core.conductor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.wedsync.core.audit.AuditLog;
import com.wedsync.core.bloat.Bloats;
import com.wedsync.core.database.Database;
import com.wedsync.core.database.DedicatedConnections;
import com.wedsync.core.database.Ops;
import com.wedsync.core.history.Histories;
import com.wedsync.core.maintenance.MaintenanceConfig;
import com.wedsync.core.maintenance.Tasks;
import com.wedsync.core.testing.SetClock;
import com.wedsync.core.vacuum.TableNeeds;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

/** A conductor with a clock and a configuration of its own, as another replica has it. */
final class Replica {

    final Conductor conductor;
    final Planning planning;

    private Replica(Conductor conductor, Planning planning) {
        this.conductor = conductor;
        this.planning = planning;
    }

    /** A look, to the end of the round if there is one. */
    void look() {
        conductor.look().await().atMost(Duration.ofSeconds(60));
    }

    CompletableFuture<Void> begin() {
        return conductor.look().subscribeAsCompletionStage();
    }

    /** What replicas are made of. */
    @Singleton
    static class Parts {

        @Inject
        @Ops
        Database database;
        @Inject
        DedicatedConnections connections;
        @Inject
        RoundRepository rounds;
        @Inject
        LoadRepository load;
        @Inject
        TableNeeds needs;
        @Inject
        Bloats bloats;
        @Inject
        Tasks tasks;
        @Inject
        AuditLog audit;
        @Inject
        ObjectMapper json;
        @Inject
        ConductorMeters meters;
        @Inject
        MeterRegistry registry;
        @Inject
        Histories histories;
        @Inject
        MaintenanceConfig maintenance;

        /** How often any of them gave way. */
        double yields() {
            return registry.counter("wedsync.conductor.yields").count();
        }

        Replica replica(Supplier<Instant> now, Map<String, String> settings) {
            ConductorConfig config = config(settings);
            Clock clock = new SetClock(now);
            RoundRecorder recorder = new RoundRecorder(database, rounds, audit, json, meters, clock);
            Planning planning = new Planning(database, needs, bloats, load, tasks, new Planner(config), clock);
            Agenda agenda = new Agenda(rounds, recorder, new Timetables(config, histories, clock), config, clock);
            return new Replica(new Conductor(database, connections, rounds, recorder, agenda,
                    new RoundConductor(database, planning, load, rounds, recorder, tasks, config, meters, registry, clock),
                    config,
                    maintenance), planning);
        }
    }

    private static ConductorConfig config(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("window", "02:00-05:00", "look-every", "100ms", "calm-for", "0s",
                "reindex-from-bytes", "1M", "max-wal-rate", "10G"));
        all.putAll(settings);
        Map<String, String> prefixed = new HashMap<>();
        all.forEach((name, value) -> prefixed.put("wedsync.conductor." + name, value));
        return new SmallRyeConfigBuilder().addDiscoveredConverters().withMapping(ConductorConfig.class)
                .withSources(new PropertiesConfigSource(prefixed, "test", 100)).build().getConfigMapping(ConductorConfig.class);
    }
}
