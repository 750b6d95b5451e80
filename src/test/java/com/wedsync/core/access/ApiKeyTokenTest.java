package com.wedsync.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTokenTest {

    private final SecureRandom random = new SecureRandom();

    @Test
    void a_token_is_recognised_and_no_two_are_alike() {
        Set<String> prefixes = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            String token = ApiKeyToken.make(random);

            assertThat(token).matches("wsk_[0-9A-Za-z]{12}_[0-9A-Za-z]{49}");
            assertThat(ApiKeyToken.of(token)).hasValueSatisfying(kept -> {
                assertThat(token).contains(kept.prefix());
                assertThat(kept.hash().length()).isEqualTo(32);
            });
            prefixes.add(token.substring(4, 16));
        }
        assertThat(prefixes).hasSize(1000);
    }

    @Test
    void any_other_character_anywhere_breaks_the_checksum() {
        String token = ApiKeyToken.make(random);
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'x' ? 'y' : 'x';
            assertThat(ApiKeyToken.of(token.substring(0, i) + other + token.substring(i + 1))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "wsk_", "wsk_abc_def", "eyJhbGciOiJIUzI1NiJ9.e30.x", "wsk_\n", "wsk_ßßßßßßßßßßßß_" })
    void what_is_not_of_that_form_is_no_token(String text) {
        assertThat(ApiKeyToken.of(text)).isEmpty();
    }
}
