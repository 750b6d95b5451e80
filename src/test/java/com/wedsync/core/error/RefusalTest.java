package com.wedsync.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;

class RefusalTest {

    @Test
    void the_body_is_the_problem_and_kept() {
        Refusal refusal = new Refusal(new ObjectMapper(), ProblemType.OVERLOADED, "Too many.");

        assertThat(refusal.body().toJsonObject().getString("type")).isEqualTo("/problems/overloaded");
        assertThat(refusal.body().toJsonObject().getString("detail")).isEqualTo("Too many.");
        assertThat(refusal.body().toJsonObject().getInteger("status")).isEqualTo(503);
        assertThat(refusal.body()).isSameAs(refusal.body());
    }
}
