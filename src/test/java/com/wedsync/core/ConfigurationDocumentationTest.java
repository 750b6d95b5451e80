package com.wedsync.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.wedsync.core.conductor.Hours;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** docs/configuration.md has a row for every setting there is, and for none that there is not. */
class ConfigurationDocumentationTest {

    private static final Pattern ROW = Pattern
            .compile("\\| `(wedsync\\.[^`]+)`<br>`([^`]+)` \\| ([^|]+) \\| `?([^`|]+)`? \\| \\S.*\\|");
    private static final Map<Type, String> TYPES = Map.of(String.class, "text", Duration.class, "duration", URI.class, "URL",
            int.class, "integer", double.class, "number", boolean.class, "boolean", MemorySize.class, "size",
            ZoneId.class, "time zone", Hours.class, "hours", Set.class, "list");
    private static final String NO_DEFAULT = "–";

    /** A setting as its row tells of it. */
    private record Setting(String key, String variable, String type, String defaultValue) {
    }

    @Test
    void every_setting_stands_in_the_documentation_with_its_type_and_default() {
        assertThat(Documentation.lines("configuration.md", ROW))
                .extracting(row -> new Setting(row.group(1), row.group(2), row.group(3), row.group(4)))
                .containsExactlyInAnyOrderElementsOf(settings().toList());
    }

    private static Stream<Setting> settings() {
        return new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("com.wedsync.core").stream()
                .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                .map(JavaClass::reflect)
                .flatMap(type -> settings(type.getAnnotation(ConfigMapping.class).prefix(), type));
    }

    private static Stream<Setting> settings(String prefix, Class<?> group) {
        return Arrays.stream(group.getMethods()).flatMap(method -> {
            String key = prefix + "." + kebabCase(method.getName());
            if (method.getReturnType() == Map.class) {
                key += ".<id>";
            }
            return TYPES.containsKey(type(method)) ? Stream.of(setting(key, method)) : settings(key, method.getReturnType());
        });
    }

    private static Setting setting(String key, Method method) {
        return new Setting(key, key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"),
                Objects.requireNonNull(TYPES.get(type(method))) + bounds(method), defaultValue(key, method));
    }

    private static String defaultValue(String key, Method method) {
        WithDefault annotated = method.getAnnotation(WithDefault.class);
        return annotated != null ? annotated.value() : applicationProperties().getProperty(key, NO_DEFAULT);
    }

    private static String bounds(Method method) {
        Min min = method.getAnnotation(Min.class);
        Max max = method.getAnnotation(Max.class);
        return min == null || max == null ? "" : " " + min.value() + "–" + max.value();
    }

    private static Type type(Method method) {
        return method.getGenericReturnType() instanceof ParameterizedType generic
                && (generic.getRawType() == Optional.class || generic.getRawType() == Map.class)
                        ? generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1]
                        : method.getReturnType();
    }

    /** Defaults that other settings refer to stand there, not in the interface. */
    private static Properties applicationProperties() {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            properties.load(reader);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
        return properties;
    }

    private static String kebabCase(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
