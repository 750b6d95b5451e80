package com.wedsync.core.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import com.wedsync.core.database.DatabaseConfig;

import io.smallrye.config.ConfigValidator;
import io.smallrye.config.SmallRyeConfigBuilder;

class OwnSettingsValidatorTest {

    @Test
    void only_the_services_own_settings_are_held_against_constraints() {
        List<Class<?>> validated = new ArrayList<>();
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .withValidator((type, prefix, settings) -> validated.add(type));

        new OwnSettingsValidator().configBuilder(builder);
        ConfigValidator validator = builder.getValidator();
        validator.validateMapping(DatabaseConfig.class, "wedsync.database", new Object());
        validator.validateMapping(Runnable.class, "quarkus.run", new Object());

        assertThat(validated).containsExactly(DatabaseConfig.class);
    }
}
