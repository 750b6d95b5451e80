package com.wedsync.core.command;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappingLoader;

/**
 * Reads by reflection what the service's own settings look like, which {@link OwnSettingsValidator} needs at each start. The
 * container is made while a native executable is built, so the executable carries the result.
 */
final class SettingsModel {

    private SettingsModel() {
    }

    static void read(@Observes @Initialized(ApplicationScoped.class) Object made, BeanManager beans) {
        beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .map(Bean::getBeanClass)
                .filter(SettingsModel::isOwn)
                .forEach(ConfigMappingLoader::getConfigMapping);
    }

    private static boolean isOwn(Class<?> type) {
        return type.getName().startsWith(OwnSettingsValidator.OWN) && type.isAnnotationPresent(ConfigMapping.class);
    }
}
