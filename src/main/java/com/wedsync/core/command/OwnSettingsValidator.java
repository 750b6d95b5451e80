package com.wedsync.core.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import io.smallrye.config.ConfigValidator;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

/**
 * Holds the service's own settings against their constraints, while the others are still read: a twentieth of a native start,
 * for which there is a second processor. Quarkus' settings have no constraints, and looking for some would be as much again.
 *
 * <p>
 * The last ones report what was found of all. Settings that cannot be read at all end a start by themselves; what was found of
 * the others is not told then.
 */
public final class OwnSettingsValidator implements SmallRyeConfigBuilderCustomizer {

    private static final String OWN = "com.wedsync.";

    /** After the one that sets the validator. */
    @Override
    public int priority() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        ConfigValidator validator = builder.getValidator();
        ExecutorService beside = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("settings").factory());
        List<Future<List<Problem>>> checks = new ArrayList<>();
        builder.withValidator((type, prefix, settings) -> {
            if (isOwn(type)) {
                checks.add(beside.submit(() -> problems(validator, type, prefix, settings)));
                if (checks.size() == own(builder)) {
                    beside.shutdown();
                    report(checks);
                }
            }
        });
    }

    /** How many settings of its own a service has; they are all known before the first ones are read. */
    private static long own(SmallRyeConfigBuilder builder) {
        return builder.getMappingsBuilder().getMappings().stream().map(ConfigClass::getType)
                .filter(OwnSettingsValidator::isOwn).count();
    }

    private static boolean isOwn(Class<?> type) {
        return type.getName().startsWith(OWN);
    }

    private static List<Problem> problems(ConfigValidator validator, Class<?> type, String prefix, Object settings) {
        try {
            validator.validateMapping(type, prefix, settings);
            return List.of();
        } catch (ConfigValidationException found) {
            return IntStream.range(0, found.getProblemCount()).mapToObj(found::getProblem).toList();
        }
    }

    private static void report(List<Future<List<Problem>>> checks) {
        List<Problem> problems = new ArrayList<>();
        for (Future<List<Problem>> check : checks) {
            try {
                problems.addAll(check.get());
            } catch (ExecutionException fault) {
                throw new IllegalStateException("settings cannot be held against their constraints", fault.getCause());
            } catch (InterruptedException end) {
                throw new IllegalStateException("interrupted while settings were checked", end);
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigValidationException(problems.toArray(Problem[]::new));
        }
    }
}
