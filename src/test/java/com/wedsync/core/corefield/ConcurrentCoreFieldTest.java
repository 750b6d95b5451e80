package com.wedsync.core.corefield;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.testing.Season;
import com.wedsync.core.testing.Season.Couple;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.Tokens;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;

/** Two partners on many devices write at the same time, none of whom has seen what the others write. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class ConcurrentCoreFieldTest {

    private static final int WRITES = 48;
    private static final int THREADS = 12;

    private Couple couple;
    private UUID other;

    @BeforeEach
    void a_couple_of_two_partners() throws SQLException {
        couple = Season.couple();
        other = UUID.randomUUID();
        Season.member(couple, other, "partner");
    }

    @Test
    void no_addition_to_a_list_is_lost() throws Exception {
        List<Response> answers = write(n -> "{\"key\": \"music_requests\", \"value\": [\"song %d\"]}".formatted(n));

        assertThat(answers).extracting(Response::statusCode).containsOnly(200);
        List<String> songs = values().getList("data[0].value");
        assertThat(songs).hasSize(WRITES).doesNotHaveDuplicates().allMatch(song -> song.startsWith("song "));
    }

    @Test
    void the_greatest_number_stays_whatever_the_order() throws Exception {
        List<Response> answers = write(n -> "{\"key\": \"guest_count\", \"value\": %d}".formatted(100 + n * 31 % WRITES));

        assertThat(answers).extracting(Response::statusCode).containsOnly(200);
        assertThat(values().getInt("data[0].value")).isEqualTo(100 + WRITES - 1);
    }

    @Test
    void of_many_answers_to_a_question_that_only_a_person_can_settle_one_is_taken() throws Exception {
        List<Response> answers = write(n -> "{\"key\": \"venue\", \"value\": \"Farm %d\"}".formatted(n));

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 409).hasSize(WRITES - 1);
    }

    @Test
    void different_fields_are_all_written_and_each_change_counts_once() throws Exception {
        long before = revision();
        List<String> keys = List.of("partner_one_name", "partner_two_name", "venue", "ceremony_type", "style", "currency");

        List<Response> answers = write(n -> "{\"key\": \"%s\", \"value\": \"X\"}".formatted(keys.get(n % keys.size())));

        assertThat(answers).extracting(Response::statusCode).containsOnly(200);
        assertThat(values().getList("data")).hasSameSizeAs(keys);
        assertThat(revision()).isEqualTo(before + keys.size());
    }

    private List<Response> write(IntFunction<String> change) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Callable<Response>> writes = new ArrayList<>();
            for (int n = 0; n < WRITES; n++) {
                String body = "{\"changes\": [" + change.apply(n) + "]}";
                UUID user = n % 2 == 0 ? couple.partner() : other;
                writes.add(() -> given().auth().oauth2(Tokens.user(user)).contentType("application/json").body(body)
                        .patch(fields()));
            }
            List<Response> answers = new ArrayList<>();
            for (Future<Response> answer : threads.invokeAll(writes)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    private JsonPath values() {
        return given().auth().oauth2(Tokens.user(couple.partner())).get(fields()).jsonPath();
    }

    private long revision() {
        String tag = given().auth().oauth2(Tokens.user(couple.partner())).get(fields()).header("ETag");
        return Long.parseLong(tag.replace("\"", ""));
    }

    private String fields() {
        return "/api/couples/" + couple.id() + "/core-fields";
    }
}
