package com.wedsync.core;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.wedsync.core.health.DatabaseMetrics;
import com.wedsync.core.metric.Observations;
import com.wedsync.core.pool.PoolReport;
import com.wedsync.core.testing.Eventually;
import com.wedsync.core.testing.TestDatabase;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/** docs/metrics.md tells of every number that the service shows, and of none that it does not. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
class MetricsDocumentationTest {

    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\|.*");
    private static final Pattern FAMILY = Pattern.compile("# TYPE (wedsync_\\S+?)(_total)? (\\S+)");
    /** Shown with the first reading, which is taken beside the start. */
    private static final String FIRST_READING = "wedsync_table_rows";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Observations observations;

    @TestHTTPResource(value = "/metrics", management = true)
    private URI scrape;

    @Test
    void every_prometheus_metric_of_the_service_is_documented() throws Exception {
        Set<String> shown = Eventually.get(PATIENCE, this::families, families -> families.contains(FIRST_READING));
        // those of what this database does not have: slots, standbys
        observations.measures().forEach(measure -> shown.add(measure.name()));

        assertThat(documented().filter(name -> name.startsWith("wedsync_"))).containsExactlyInAnyOrderElementsOf(shown);
    }

    @Test
    void every_number_of_the_metrics_api_is_documented() {
        Set<String> shown = new TreeSet<>();
        shown.addAll(paths("", DatabaseMetrics.class).toList());
        shown.addAll(paths("", PoolReport.class).toList());

        assertThat(documented().filter(name -> !name.startsWith("wedsync_"))).containsExactlyInAnyOrderElementsOf(shown);
    }

    private static Stream<String> documented() {
        return Documentation.lines("metrics.md", ROW).stream().map(row -> row.group(1));
    }

    private Set<String> families() {
        return FAMILY.matcher(given().when().get(scrape).then().statusCode(200).extract().asString())
                .results().map(family -> family.group(1) + ("counter".equals(family.group(3)) ? "_total" : ""))
                .collect(Collectors.toSet());
    }

    /** The JSON names below {@code prefix}; lists as {@code name[]}, groups not told themselves. */
    private static Stream<String> paths(String prefix, Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> !component.isAnnotationPresent(JsonIgnore.class)
                        && !component.getAccessor().isAnnotationPresent(JsonIgnore.class))
                .flatMap(component -> path(prefix, component));
    }

    private static Stream<String> path(String prefix, RecordComponent component) {
        String name = prefix + component.getName().replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
        if (component.getType().isRecord()) {
            return paths(name + ".", component.getType());
        }
        Type element = component.getType() == List.class
                ? ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0]
                : component.getType();
        return element instanceof Class<?> row && row.isRecord() ? paths(name + "[].", row) : Stream.of(name);
    }
}
