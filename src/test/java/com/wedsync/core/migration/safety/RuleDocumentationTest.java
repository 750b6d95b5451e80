package com.wedsync.core.migration.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

/** docs/migrations.md tells of every rule with its level, and of none that there is not. */
class RuleDocumentationTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[a-z-]+`(?:, `[a-z-]+`)*) \\| (error|warning) \\|");

    @Test
    void every_rule_has_a_row_with_its_level() throws IOException {
        Map<String, String> documented = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(Path.of("docs/migrations.md")));
        while (row.find()) {
            for (String rule : row.group(1).split(", ")) {
                documented.put(rule.replace("`", ""), row.group(2));
            }
        }

        assertThat(documented).isEqualTo(Arrays.stream(ScriptRule.values())
                .collect(Collectors.toMap(ScriptRule::toString, rule -> rule.level().toString())));
    }
}
