package com.wedsync.core.corefield;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import jakarta.inject.Inject;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.wedsync.core.access.Caller;
import com.wedsync.core.http.IdempotencyKey;
import com.wedsync.core.testing.Season;
import com.wedsync.core.testing.Season.Couple;
import com.wedsync.core.testing.Season.Supplier;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.Tokens;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.buffer.Buffer;

/** What one statement may do instead of a transaction, and what it leaves to one. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class ReplacementTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final CoreField STYLE = field("style", ValueType.TEXT, MergeRule.LAST_WRITE);
    private static final CoreField GUEST_COUNT = field("guest_count", ValueType.INTEGER, MergeRule.MAX);
    private static final CoreField SONGS = field("music_requests", ValueType.TEXT_LIST, MergeRule.UNION);

    @Inject
    CoreFieldRepository fields;
    @Inject
    ObjectMapper json;

    private Replacement replacement;
    private Couple couple;
    private Caller partner;

    @BeforeEach
    void a_couple_that_has_said_something() throws SQLException {
        replacement = new Replacement(fields);
        replacement.meet(List.of(STYLE, GUEST_COUNT, SONGS, field("contact_phone", ValueType.TEXT, MergeRule.LAST_WRITE)));
        couple = Season.couple();
        partner = Caller.user(couple.partner());
        say("style", "\"rustic\"");
        say("guest_count", "80");
        say("music_requests", "[\"waltz\"]");
    }

    @Test
    void what_the_writer_has_seen_is_replaced_whatever_the_rule() throws SQLException {
        assertThat(write(change("guest_count", "70", version("guest_count"), null)))
                .hasValueSatisfying(answer -> assertThat(answer)
                        .startsWith("{\"data\":[{\"key\":\"guest_count\",\"value\":70,\"version\":")
                        .endsWith(",\"resolution\":\"written\"}]}"));
        assertThat(write(change("music_requests", "[\"polka\"]", version("music_requests"), "[\"waltz\"]"))).isPresent();

        assertThat(stored("guest_count")).isEqualTo("70");
        assertThat(stored("music_requests")).isEqualTo("[\"polka\"]");
        assertThat(Season.texts("SELECT updated_by FROM wedding.core_field_value WHERE couple_id = ? AND key = 'guest_count'",
                couple.id())).containsExactly(couple.partner().toString());
    }

    @Test
    void a_later_value_that_stays_replaces_what_was_not_seen() throws SQLException {
        assertThat(write(change("style", "\"classic\"", 0, null))).isPresent();

        assertThat(stored("style")).isEqualTo("\"classic\"");
    }

    @Test
    void it_counts_and_is_told_as_any_other_change() throws SQLException {
        long before = revision();

        write(change("style", "\"classic\"", 0, null));

        assertThat(revision()).isEqualTo(before + 1);
        assertThat(Season.texts("""
                SELECT changes -> 'value' ->> 'to' FROM wedding.audit_entry
                WHERE tenant_id = ? AND entity_id = 'style' AND action = 'update'""", couple.id())).containsExactly("classic");
        assertThat(Season.texts("SELECT \"row\" ->> 'value' FROM sync.change WHERE couple_id = ? AND revision = ?", couple.id(),
                before + 1)).containsExactly("classic");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
            "not seen, and the rule decides         | guest_count    | 90                | 1 | -",
            "nothing seen, and the rule decides     | music_requests | [\"polka\"]       | 0 | -",
            "it is stored already                   | style          | \"rustic\"        | 0 | -",
            "nothing is stored                      | contact_phone  | \"1\"             | 0 | -",
            "not met before                         | currency       | \"EUR\"           | 0 | -",
            "none of its type                       | style          | 7                 | 0 | -",
            "what was seen is none of its type      | style          | \"classic\"       | 0 | 7" })
    void the_rest_is_left_to_a_transaction(String why, String key, String value, long baseVersion, @Nullable String baseValue)
            throws SQLException {
        long before = revision();

        assertThat(write(change(key, value, baseVersion, baseValue))).as(why).isEmpty();

        assertThat(revision()).isEqualTo(before);
    }

    @Test
    void several_changes_are_left_to_a_transaction() {
        assertThat(write(change("style", "\"classic\"", 0, null), change("style", "\"modern\"", 0, null))).isEmpty();
    }

    @Test
    void a_field_that_is_of_another_type_by_now_is_left_to_a_transaction() throws SQLException {
        replacement.meet(List.of(field("style", ValueType.INTEGER, MergeRule.LAST_WRITE)));

        assertThat(write(change("style", "7", 0, null))).isEmpty();
        assertThat(stored("style")).isEqualTo("\"rustic\"");
    }

    @Test
    void nobody_else_replaces_anything() throws SQLException {
        Supplier supplier = Season.supplier();
        Season.connection(couple, supplier, "active");

        for (Caller other : List.of(Caller.user(supplier.owner()), Caller.user(Season.couple().partner()))) {
            assertThat(replacement.write(other, couple.id(), List.of(change("style", "\"classic\"", 0, null)), null).await()
                    .atMost(PATIENCE)).isEmpty();
        }
        assertThat(stored("style")).isEqualTo("\"rustic\"");
    }

    @Test
    void a_row_that_somebody_holds_outside_the_service_is_left_to_a_transaction() throws SQLException {
        try (Connection other = TestDatabase.connect("app"); Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT access.enter('service:tests')");
            statement.execute("SELECT FROM wedding.core_field_value WHERE couple_id = '" + couple.id() + "' FOR UPDATE");

            assertThat(write(change("style", "\"classic\"", 0, null))).isEmpty();
        }
    }

    @Test
    void a_key_is_good_for_one_write_and_keeps_the_bytes_of_its_answer() throws SQLException {
        IdempotencyKey key = new IdempotencyKey("k", Buffer.buffer(new byte[32]), A_DAY);

        Optional<String> first = write(key, change("style", "\"früh\"", 0, null));
        Optional<String> second = write(key, change("style", "\"spät\"", 0, null));

        assertThat(first).isPresent();
        assertThat(second).isEmpty();
        assertThat(stored("style")).isEqualTo("\"früh\"");
        try (Connection app = TestDatabase.connect("app"); Statement statement = app.createStatement()) {
            app.setAutoCommit(false);
            statement.execute("SELECT access.enter('" + partner.id() + "')");
            try (ResultSet kept = statement
                    .executeQuery("SELECT convert_from(body, 'UTF8') FROM access.claim_key('k', '1 day')")) {
                assertThat(kept.next()).isTrue();
                assertThat(kept.getString(1)).isEqualTo(first.orElseThrow());
            }
        }
    }

    @Test
    void a_client_cannot_tell_which_way_it_went() throws SQLException {
        String late = "{\"key\": \"style\", \"value\": \"classic & \\\"late\\\"\"}";
        Response transaction = patch(null,
                "{\"key\": \"style\", \"value\": \"modern\"}, {\"key\": \"guest_count\", \"value\": 81}");
        long attempts = attempts();
        Response statement = patch("k", late);
        assertThat(attempts()).isEqualTo(attempts + 1);
        Response again = patch("k", late);
        Response reused = patch("k", "{\"key\": \"style\", \"value\": \"modern\"}");

        assertThat(statement.statusCode()).isEqualTo(transaction.statusCode()).isEqualTo(200);
        assertThat(statement.headers().asList()).extracting(header -> header.getName().toLowerCase())
                .isEqualTo(transaction.headers().asList().stream().map(header -> header.getName().toLowerCase()).toList());
        assertThat(statement.contentType()).isEqualTo(transaction.contentType());
        assertThat(shape(statement.asString())).isEqualTo("{\"data\":[{\"key\":\"style\",\"value\":\"classic & \\\"late\\\"\","
                + "\"version\":N,\"resolution\":\"written\"}]}");
        assertThat(shape(transaction.asString())).startsWith("{\"data\":[{\"key\":\"style\",\"value\":\"modern\","
                + "\"version\":N,\"resolution\":\"written\"}");
        assertThat(again.asString()).isEqualTo(statement.asString());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        reused.then().statusCode(422).body("type", equalTo("/problems/idempotency-key-reused"));
    }

    /** How often the statement was executed. */
    private static long attempts() throws SQLException {
        try (Connection ops = TestDatabase.connect("ops");
                Statement statement = ops.createStatement();
                ResultSet calls = statement.executeQuery("""
                        SELECT coalesce(sum(calls), 0) FROM pg_stat_statements
                        WHERE query LIKE 'SELECT wedding.replace_core_field(%'""")) {
            calls.next();
            return calls.getLong(1);
        }
    }

    private Optional<String> write(CoreFieldChange... changes) {
        return write(null, changes);
    }

    private Optional<String> write(@Nullable IdempotencyKey key, CoreFieldChange... changes) {
        return replacement.write(partner, couple.id(), List.of(changes), key).await().atMost(PATIENCE);
    }

    private Response patch(@Nullable String key, String changes) {
        var request = given().auth().oauth2(Tokens.user(couple.partner())).contentType("application/json")
                .body("{\"changes\": [" + changes + "]}");
        return (key == null ? request : request.header("Idempotency-Key", key))
                .patch("/api/couples/" + couple.id() + "/core-fields");
    }

    private CoreFieldChange change(String key, String value, long baseVersion, @Nullable String baseValue) {
        try {
            return new CoreFieldChange(key, json.readTree(value), baseVersion,
                    baseValue == null ? null : json.readTree(baseValue));
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    private void say(String key, String value) throws SQLException {
        Season.run("INSERT INTO wedding.core_field_value (couple_id, key, value) VALUES (?, ?, ?::jsonb)", couple.id(), key,
                value);
    }

    private String stored(String key) throws SQLException {
        return one("SELECT value::text FROM wedding.core_field_value WHERE couple_id = ? AND key = ?", key);
    }

    private long version(String key) throws SQLException {
        return Long.parseLong(one("SELECT version FROM wedding.core_field_value WHERE couple_id = ? AND key = ?", key));
    }

    private long revision() throws SQLException {
        return Long.parseLong(Season.texts("SELECT revision FROM wedding.tenant WHERE id = ?", couple.id()).getFirst());
    }

    private String one(String sql, String key) throws SQLException {
        return Objects.requireNonNull(Season.texts(sql, couple.id(), key).getFirst());
    }

    private static String shape(String answer) {
        return answer.replaceAll("\"version\":\\d+", "\"version\":N");
    }

    private static CoreField field(String key, ValueType type, MergeRule rule) {
        return new CoreField(key, key, key, type, rule, 1);
    }
}
