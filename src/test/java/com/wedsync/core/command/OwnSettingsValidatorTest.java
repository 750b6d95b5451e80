package com.wedsync.core.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.Test;

import com.wedsync.core.database.DatabaseConfig;

import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import io.smallrye.config.ConfigValidator;
import io.smallrye.config.SmallRyeConfigBuilder;

class OwnSettingsValidatorTest {

    private static final Map<Class<?>, String> OWN = Map.of(HttpsConfig.class, "wedsync.https", DatabaseConfig.class,
            "wedsync.database");

    private final Set<Class<?>> validated = ConcurrentHashMap.newKeySet();

    @Test
    void only_the_services_own_settings_are_held_against_constraints() {
        ConfigValidator validator = behind((type, prefix, settings) -> validated.add(type));

        validator.validateMapping(Runnable.class, "quarkus.run", new Object());
        OWN.forEach((type, prefix) -> validator.validateMapping(type, prefix, new Object()));

        assertThat(validated).isEqualTo(OWN.keySet());
    }

    @Test
    void the_last_ones_are_told_with_all_that_was_found() {
        ConfigValidator validator = behind((type, prefix, settings) -> {
            throw new ConfigValidationException(new Problem[] { new Problem(prefix + " is wrong") });
        });

        assertThatExceptionOfType(ConfigValidationException.class)
                .isThrownBy(() -> OWN.forEach((type, prefix) -> validator.validateMapping(type, prefix, new Object())))
                .satisfies(found -> assertThat(found.getProblemCount()).isEqualTo(OWN.size()))
                .withMessageContaining("wedsync.https is wrong").withMessageContaining("wedsync.database is wrong");
    }

    private static ConfigValidator behind(ConfigValidator behind) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder().withValidator(behind);
        OWN.forEach((type, prefix) -> builder.withMapping(ConfigClass.configClass(type, prefix)));
        new OwnSettingsValidator().configBuilder(builder);
        return builder.getValidator();
    }
}
