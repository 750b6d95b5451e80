package com.wedsync.core.image;

import static io.smallrye.config.SmallRyeConfig.SMALLRYE_CONFIG_MAPPING_VALIDATE_UNKNOWN;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

import com.wedsync.core.image.SettingsSubstitutions.Loader;
import com.wedsync.core.image.SettingsSubstitutions.Reading;

import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import io.smallrye.config.SecretKeys;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilder.MappingBuilder;

/**
 * Reads the settings of a start with two threads: a third of what its main thread did. Each takes the next prefix that is left,
 * whose mappings may depend on each other, and keeps what it finds for itself; all is put together at the end.
 */
final class SettingsReading {

    private static final Executor BESIDE = work -> Thread.ofPlatform().daemon().name("settings-reader").start(work);
    /** For fewer a thread is not worth it. */
    private static final int FEW = 20;
    private static final String OWN = "com.wedsync.";

    private SettingsReading() {
    }

    /** What {@code SmallRyeConfig.buildMappings} returns and throws. */
    static Map<Class<?>, Map<String, Object>> read(SmallRyeConfig config, SmallRyeConfigBuilder builder) {
        MappingBuilder wanted = builder.getMappingsBuilder();
        Queue<List<ConfigClass>> left = inOrder(wanted.getMappings());
        CompletableFuture<Reading> beside = wanted.getMappings().size() > FEW
                ? CompletableFuture.supplyAsync(() -> read(config, left, none()), BESIDE)
                : CompletableFuture.completedFuture(new Reading(config, none()));
        MappingBuilder known = none();
        known.getMappingsInstances().putAll(wanted.getMappingsInstances());
        Reading reading = read(config, left, known);
        add(reading, join(beside));
        if (config.getOptionalValue(SMALLRYE_CONFIG_MAPPING_VALIDATE_UNKNOWN, boolean.class).orElse(true)) {
            reportUnknown(reading, wanted.getIgnoredPaths());
        }
        if (!reading.problems.isEmpty()) {
            throw new ConfigValidationException(reading.problems.stream().sorted(Comparator.comparing(Problem::getMessage))
                    .toArray(Problem[]::new));
        }
        return reading.mappings;
    }

    /** The service's own first, because they have constraints to be held against; then those of which there are most. */
    private static Queue<List<ConfigClass>> inOrder(Collection<ConfigClass> mappings) {
        return new ConcurrentLinkedQueue<>(mappings.stream().collect(Collectors.groupingBy(ConfigClass::getPrefix)).values()
                .stream()
                .sorted(Comparator.<List<ConfigClass>> comparingInt(some -> isOwn(some) ? Integer.MIN_VALUE : -some.size()))
                .toList());
    }

    private static boolean isOwn(List<ConfigClass> mappings) {
        return mappings.getFirst().getType().getName().startsWith(OWN);
    }

    private static MappingBuilder none() {
        return new SmallRyeConfigBuilder().getMappingsBuilder();
    }

    private static Reading read(SmallRyeConfig config, Queue<List<ConfigClass>> left, MappingBuilder known) {
        Reading reading = new Reading(config, known);
        SecretKeys.doUnlocked(() -> {
            for (List<ConfigClass> next = left.poll(); next != null; next = left.poll()) {
                next.forEach(mapping -> read(reading, mapping));
            }
        });
        return reading;
    }

    private static void read(Reading reading, ConfigClass mapping) {
        Class<?> type = Loader.getConfigMappingClass(mapping.getType());
        String prefix = mapping.getPrefix();
        reading.applyPrefix(prefix);
        Object settings = reading.constructMapping(type, prefix);
        reading.mappings.computeIfAbsent(type, first -> new HashMap<>()).put(prefix, settings);
    }

    private static void add(Reading all, Reading others) {
        others.mappings.forEach((type, settings) -> all.mappings.merge(type, settings, (some, more) -> {
            some.putAll(more);
            return some;
        }));
        all.usedProperties.addAll(others.usedProperties);
        all.problems.addAll(others.problems);
    }

    /** The library holds each name against each that is ignored; only those with wildcards need that. */
    private static void reportUnknown(Reading reading, Collection<String> ignored) {
        Set<String> patterns = new HashSet<>();
        for (String path : ignored) {
            (path.indexOf('*') < 0 ? reading.usedProperties : patterns).add(path);
        }
        reading.reportUnknown(patterns);
    }

    private static Reading join(CompletableFuture<Reading> beside) {
        try {
            return beside.join();
        } catch (CompletionException failure) {
            throw SettingsClass.thrown(failure.getCause());
        }
    }
}
