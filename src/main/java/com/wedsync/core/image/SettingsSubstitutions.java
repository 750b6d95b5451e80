package com.wedsync.core.image;

import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Inject;
import com.oracle.svm.core.annotate.RecomputeFieldValue;
import com.oracle.svm.core.annotate.RecomputeFieldValue.Kind;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

import io.quarkus.runtime.configuration.NameIterator;
import io.quarkus.runtime.configuration.PropertiesUtil;
import io.smallrye.config.ConfigMappingContext;
import io.smallrye.config.ConfigValidationException.Problem;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilder.MappingBuilder;

/**
 * SmallRye Config reaches the classes that Quarkus generates for settings by method handles. What a handle stands for, a native
 * executable finds by reflection at each start, and for that reads all it knows of all methods of 177 classes: a tenth of a
 * start (docs/adr/0019-native-start.md). Here constructors and properties are found when the executable is built.
 */
@SuppressWarnings("NullAway.Init") // the library and the builder of the executable set the fields
final class SettingsSubstitutions {

    private SettingsSubstitutions() {
    }

    /** Of the library, with two methods in another way. */
    @TargetClass(className = "io.smallrye.config.ConfigMappingLoader")
    static final class Loader {

        @Alias
        private static ClassValue<Implementation> CACHE;

        private Loader() {
        }

        @Alias
        static native Class<?> getConfigMappingClass(Class<?> type);

        @Substitute
        static Map<String, String> configMappingProperties(Class<?> type) {
            return SettingsClass.found(type, CACHE.get(type).properties);
        }

        @Substitute
        static Object configMappingObject(Class<?> type, ConfigMappingContext context) {
            return SettingsClass.create(SettingsClass.found(type, CACHE.get(type).known), context);
        }
    }

    /** What the library keeps of each generated class, with two fields more. */
    @TargetClass(className = "io.smallrye.config.ConfigMappingLoader", innerClass = "ConfigMappingImplementation")
    static final class Implementation {

        @Inject
        @RecomputeFieldValue(kind = Kind.Custom, declClass = SettingsClass.ItsConstructor.class)
        private Constructor<?> known;

        @Inject
        @RecomputeFieldValue(kind = Kind.Custom, declClass = SettingsClass.ItsProperties.class)
        private Map<String, String> properties;

        private Implementation() {
        }
    }

    /** Of Quarkus, with a look at the first character before each other comparison. */
    @TargetClass(PropertiesUtil.class)
    static final class Comparison {

        private Comparison() {
        }

        @Substitute
        public static boolean isMapped(NameIterator name, String mapped) {
            return SettingsNames.isMapped(name, mapped);
        }
    }

    /** Of the library, read by two threads. */
    @TargetClass(SmallRyeConfig.class)
    static final class Settings {

        private Settings() {
        }

        @Substitute
        Map<Class<?>, Map<String, Object>> buildMappings(SmallRyeConfigBuilder builder) {
            return SettingsReading.read((SmallRyeConfig) (Object) this, builder);
        }
    }

    /** What the library knows while it reads. */
    @TargetClass(ConfigMappingContext.class)
    static final class Reading {

        @Alias
        Map<Class<?>, Map<String, Object>> mappings;
        @Alias
        Set<String> usedProperties;
        @Alias
        List<Problem> problems;

        @Alias
        Reading(SmallRyeConfig config, MappingBuilder mappings) {
        }

        @Alias
        native void applyPrefix(String prefix);

        @Alias
        native <T> T constructMapping(Class<T> type, String prefix);

        @Alias
        native void reportUnknown(Set<String> ignored);
    }
}
