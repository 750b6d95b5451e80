package com.wedsync.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.database.Database;
import com.wedsync.core.database.Ops;
import com.wedsync.core.database.Session;
import com.wedsync.core.testing.TestDatabase;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;

@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class TopicsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Measure BROKEN = Measure.of("wedsync_broken", "things", "Never known");
    private static final Measure SOUND = Measure.of("wedsync_sound", "things", "Always known");
    private static final Pass PASS = new Pass(Readings.START, Readings.START, 180_000, false, true);

    @Inject
    @Ops
    Database ops;

    @Inject
    Sampler sampler;

    @Inject
    Observations observations;

    @Test
    void a_topic_that_fails_is_unknown_with_the_reason_and_the_next_is_asked_all_the_same() {
        Topics topics = new Topics(List.of(topic("broken", BROKEN, "SELECT 1 / 0"), topic("sound", SOUND, "SELECT 1")),
                List.of());

        List<Observation> all = ops.with(session -> topics.ask(session, PASS)).await().atMost(PATIENCE);

        assertThat(of(all, "wedsync_broken").value()).isNull();
        assertThat(of(all, "wedsync_broken").reason()).contains("division by zero");
        assertThat(of(all, "wedsync_sound").value()).isEqualTo(1.0);
        assertThat(all.stream().filter(observation -> observation.name().equals("wedsync_sampler_topic_failed")))
                .extracting(observation -> observation.labels().get("topic"), Observation::value)
                .containsExactly(tuple("broken", 1.0), tuple("sound", 0.0));
    }

    @Test
    void keepers_are_told_in_the_same_pass_and_their_failures_do_not_spread() {
        List<Observation> kept = new ArrayList<>();
        Keeper failing = (session, pass, all) -> Uni.createFrom().failure(new IllegalStateException("full"));
        Keeper keeping = (session, pass, all) -> Uni.createFrom().voidItem().invoke(() -> kept.addAll(all));
        Topics topics = new Topics(List.of(), List.of(failing, keeping));

        ops.with(session -> topics.keep(session, PASS, List.of(SOUND.is(1)))).await().atMost(PATIENCE);

        assertThat(kept).hasSize(1);
    }

    @Test
    void a_pass_observes_every_topic_and_says_when_it_was() {
        sampler.sample().await().atMost(PATIENCE);

        assertThat(observations.age()).hasValueSatisfying(age -> assertThat(age).isLessThan(PATIENCE));
        assertThat(observations.named("wedsync_sampler_topic_failed"))
                .allSatisfy(topic -> assertThat(topic.value()).as(topic.labels().toString()).isZero())
                .extracting(topic -> topic.labels().get("topic"))
                .contains("session", "lock", "transaction", "vacuum", "bloat", "wal", "replication", "sequence", "query",
                        "history");
        assertThat(observations.value("wedsync_transaction_id_age").value()).isPositive();
        assertThat(observations.value("wedsync_wal_size_bytes").value()).isPositive();
        assertThat(observations.value("wedsync_standbys").value()).isZero();
        assertThat(observations.value("wedsync_no_such_metric").reason()).isEqualTo("there is no wedsync_no_such_metric");
    }

    private static Observation of(List<Observation> all, String name) {
        return all.stream().filter(observation -> observation.name().equals(name)).findFirst().orElseThrow();
    }

    private static Topic topic(String name, Measure measure, String sql) {
        return new Topic() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public List<Measure> measures() {
                return List.of(measure);
            }

            @Override
            public Uni<List<Observation>> observe(Session session, Pass pass) {
                return session.query(sql).map(rows -> List.of(measure.is(rows.iterator().next().getInteger(0))));
            }
        };
    }
}
