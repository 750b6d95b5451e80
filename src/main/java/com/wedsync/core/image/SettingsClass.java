package com.wedsync.core.image;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;

import org.graalvm.nativeimage.hosted.FieldValueTransformer;
import org.jspecify.annotations.Nullable;

import io.smallrye.config.ConfigMappingContext;
import io.smallrye.config.ConfigMappingLoader.ConfigMappingImplementation;

/** A class that was generated for settings, as {@link SettingsSubstitutions} needs it. */
final class SettingsClass {

    private SettingsClass() {
    }

    /** What was found of {@code type} when the executable was built. */
    static <T> T found(Class<?> type, @Nullable T known) {
        if (known == null) {
            throw new LinkageError("nothing was generated for the settings " + type.getName());
        }
        return known;
    }

    /** Settings read from {@code context}; fails with what their constructor throws. */
    static Object create(Constructor<?> constructor, ConfigMappingContext context) {
        try {
            return constructor.newInstance(context);
        } catch (InvocationTargetException failure) {
            throw thrown(failure.getCause());
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError("settings cannot be made", impossible);
        }
    }

    /** What {@code failure} is thrown as; throws it itself if it is an error. */
    static RuntimeException thrown(@Nullable Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(failure);
    }

    /** When an executable is built. */
    static final class ItsConstructor implements FieldValueTransformer {
        @Override
        public Object transform(Object implementation, Object nothing) {
            try {
                Constructor<?> constructor = ((ConfigMappingImplementation) implementation).implementation()
                        .getConstructor(ConfigMappingContext.class);
                constructor.setAccessible(true); // who calls it needs not be looked for
                return constructor;
            } catch (ReflectiveOperationException missing) {
                throw new LinkageError("settings have no constructor", missing);
            }
        }
    }

    /** When an executable is built. */
    static final class ItsProperties implements FieldValueTransformer {
        @Override
        public Object transform(Object implementation, Object nothing) {
            try {
                return ((ConfigMappingImplementation) implementation).implementation().getMethod("getProperties").invoke(null);
            } catch (ReflectiveOperationException missing) {
                throw new LinkageError("settings have no properties", missing);
            }
        }
    }
}
