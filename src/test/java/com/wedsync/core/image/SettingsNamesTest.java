package com.wedsync.core.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkus.runtime.configuration.NameIterator;
import io.quarkus.runtime.configuration.PropertiesUtil;

class SettingsNamesTest {

    private static final List<String> NAMES = List.of("", "quarkus", "quarkus.http.port", "quarkus.http.\"a.b\".port",
            "quarkus.log.category.\"io.smallrye\".level", "quarkus.list[0].name", "quarkus.list[10]", "quarkus.*.port", "*",
            "\"\"",
            "\"quarkus.http\".port", "%prod.quarkus.http.port", "a.b.c", "wedsync", ".", "quarkus.\"\"");
    private static final List<String> SEGMENTS = List.of("", "quarkus", "http", "port", "*", "list[*]", "list", "category",
            "level",
            "\"a.b\"", "name", "a", "wedsync", "quarku", "quarkus-", "*[*]", "%prod");

    @Test
    void names_are_mapped_as_quarkus_says() {
        int mapped = 0;
        for (String name : NAMES) {
            for (String segment : SEGMENTS) {
                NameIterator ours = new NameIterator(name);
                NameIterator theirs = new NameIterator(name);
                while (theirs.hasNext()) {
                    boolean expected = PropertiesUtil.isMapped(theirs, segment);
                    assertThat(SettingsNames.isMapped(ours, segment)).as("%s at %d is %s", name, theirs.getPosition(), segment)
                            .isEqualTo(expected);
                    mapped += expected ? 1 : 0;
                    ours.next();
                    theirs.next();
                }
            }
        }
        assertThat(mapped).isGreaterThan(NAMES.size());
    }
}
