package com.wedsync.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresenceWordTest {

    private static final String REPLICA = "7d0e3a9c-51a4-4a54-9b54-2f6b1c0e8d11";

    @Test
    void what_one_replica_says_another_understands() {
        Map<UUID, Set<UUID>> people = Map.of(UUID.randomUUID(), Set.of(UUID.randomUUID(), UUID.randomUUID()),
                UUID.randomUUID(), Set.of());

        assertThat(PresenceWord.texts(REPLICA, false, people).stream().map(PresenceWord::parse))
                .containsExactly(new PresenceWord(REPLICA, false, people));
        assertThat(PresenceWord.texts(REPLICA, true, people).stream().map(PresenceWord::parse))
                .containsExactly(new PresenceWord(REPLICA, true, people));
        assertThat(PresenceWord.texts(REPLICA, true, Map.of())).isEmpty();
    }

    @Test
    void more_than_a_notification_holds_is_said_in_several() {
        Map<UUID, Set<UUID>> people = new LinkedHashMap<>();
        for (int couple = 0; couple < 500; couple++) {
            people.put(UUID.randomUUID(), some(couple % 7));
        }

        List<String> texts = PresenceWord.texts(REPLICA, false, people);

        Map<UUID, Set<UUID>> heard = new HashMap<>();
        texts.forEach(text -> heard.putAll(parsed(text).people()));
        assertThat(heard).isEqualTo(people);
        assertThat(texts).hasSizeGreaterThan(1).allMatch(text -> text.length() < 8_000);
    }

    @Test
    void of_a_crowd_not_all_are_told() {
        List<String> texts = PresenceWord.texts(REPLICA, false, Map.of(UUID.randomUUID(), some(1_000)));

        assertThat(texts).singleElement().satisfies(text -> {
            assertThat(text.length()).isLessThan(8_000);
            assertThat(parsed(text).people().values()).singleElement()
                    .satisfies(told -> assertThat(told).hasSize(100));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "nonsense", "=", REPLICA, REPLICA + "=", REPLICA + "?", REPLICA + "!" + REPLICA + ":",
            REPLICA + "=" + REPLICA, REPLICA + "=" + REPLICA + ":x", REPLICA + "=:;:", REPLICA + "?;" })
    void what_no_replica_says_is_nothing(String text) {
        assertThat(PresenceWord.parse(text)).isNull();
    }

    private static PresenceWord parsed(String text) {
        return Objects.requireNonNull(PresenceWord.parse(text));
    }

    private static Set<UUID> some(int count) {
        return Stream.generate(UUID::randomUUID).limit(count).collect(Collectors.toSet());
    }
}
