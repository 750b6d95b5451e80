package com.wedsync.core.image;

import java.lang.reflect.Constructor;
import java.util.Map;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Inject;
import com.oracle.svm.core.annotate.RecomputeFieldValue;
import com.oracle.svm.core.annotate.RecomputeFieldValue.Kind;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

import io.smallrye.config.ConfigMappingContext;

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
}
