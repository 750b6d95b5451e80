package com.wedsync.core.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** Every alert, of the service and of Prometheus, has its runbook; and every rule of the service has one in Prometheus. */
class RunbookTest {

    private static final List<Path> RULES = List.of(Path.of("k8s/monitoring/prometheus-rule.yaml"),
            Path.of("k8s/monitoring/backup-rule.yaml"), Path.of("k8s/postgresql/backup-rule.yaml"));
    private static final Pattern ALERT = Pattern.compile("- alert: (\\S+)");
    private static final Pattern LINK = Pattern.compile("runbook_url: docs/operations\\.md#(\\S+)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#### (\\w+)\\n\\n\\*[a-z, ]+\\.\\* .+\\n\\n"
            + "- \\*\\*Confirm\\*\\*: .+\\n- \\*\\*Do\\*\\*: .+\\n- \\*\\*Over\\*\\*: .+");

    @Test
    void every_alert_has_a_runbook_that_says_what_it_means_how_to_confirm_what_to_do_and_when_it_is_over() throws IOException {
        Set<String> alerts = new TreeSet<>(found(RULES, ALERT));
        RulesTest.rules().forEach(rule -> alerts.add(rule.name()));
        alerts.add(Messages.DEAD_MAN);

        assertThat(found(List.of(Path.of("docs/operations.md")), HEADING)).containsExactlyInAnyOrderElementsOf(alerts);
    }

    @Test
    void every_link_leads_to_the_runbook_of_its_alert() throws IOException {
        assertThat(found(RULES, LINK)).containsExactlyInAnyOrderElementsOf(
                found(RULES, ALERT).stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet()));
        RulesTest.rules().forEach(rule -> assertThat(rule.anchor()).isEqualTo(rule.name().toLowerCase(Locale.ROOT)));
    }

    @Test
    void every_rule_of_the_service_is_one_of_prometheus_too() throws IOException {
        assertThat(found(RULES, ALERT)).containsAll(Stream.concat(RulesTest.rules().stream().map(Rule::name),
                Stream.of(Messages.DEAD_MAN)).collect(Collectors.toSet()));
    }

    private static Set<String> found(List<Path> files, Pattern pattern) throws IOException {
        Set<String> found = new TreeSet<>();
        for (Path file : files) {
            pattern.matcher(Files.readString(file)).results().map(match -> match.group(1)).forEach(found::add);
        }
        return found;
    }
}
