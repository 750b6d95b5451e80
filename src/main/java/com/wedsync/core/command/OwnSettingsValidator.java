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
        Checks checks = new Checks(builder.getValidator(), builder);
        builder.withValidator((type, prefix, settings) -> {
            if (isOwn(type)) {
                checks.begin(type, prefix, settings);
            }
        });
    }

    private static boolean isOwn(Class<?> type) {
        return type.getName().startsWith(OWN);
    }

    /** Those that were begun; settings may be read by two threads. */
    private static final class Checks {

        private final ConfigValidator validator;
        private final SmallRyeConfigBuilder builder;
        private final ExecutorService beside = Executors
                .newSingleThreadExecutor(Thread.ofPlatform().daemon().name("settings").factory());
        private final List<Future<List<Problem>>> begun = new ArrayList<>();
        private long left = -1;

        private Checks(ConfigValidator validator, SmallRyeConfigBuilder builder) {
            this.validator = validator;
            this.builder = builder;
        }

        void begin(Class<?> type, String prefix, Object settings) {
            if (isLast(beside.submit(() -> problems(type, prefix, settings)))) {
                beside.shutdown();
                report();
            }
        }

        /** All settings are known before the first ones are read. */
        private synchronized boolean isLast(Future<List<Problem>> check) {
            if (begun.isEmpty()) {
                left = builder.getMappingsBuilder().getMappings().stream().map(ConfigClass::getType)
                        .filter(OwnSettingsValidator::isOwn).count();
            }
            begun.add(check);
            return --left == 0;
        }

        private List<Problem> problems(Class<?> type, String prefix, Object settings) {
            try {
                validator.validateMapping(type, prefix, settings);
                return List.of();
            } catch (ConfigValidationException found) {
                return IntStream.range(0, found.getProblemCount()).mapToObj(found::getProblem).toList();
            }
        }

        private void report() {
            List<Problem> problems = new ArrayList<>();
            for (Future<List<Problem>> check : begun) {
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
}
