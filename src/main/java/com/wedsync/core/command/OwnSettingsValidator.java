package com.wedsync.core.command;

import io.smallrye.config.ConfigValidator;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

/**
 * Holds the service's own settings against their constraints. Quarkus' settings have none, and looking for some in each of
 * them is a twentieth of a native start.
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
        builder.withValidator((type, prefix, settings) -> {
            if (type.getName().startsWith(OWN)) {
                validator.validateMapping(type, prefix, settings);
            }
        });
    }
}
