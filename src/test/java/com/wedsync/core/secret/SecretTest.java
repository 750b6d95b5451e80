package com.wedsync.core.secret;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Level;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.wedsync.core.testing.ApiKeys;
import com.wedsync.core.testing.Eventually;
import com.wedsync.core.testing.Logs;
import com.wedsync.core.testing.Season;
import com.wedsync.core.testing.Season.Supplier;
import com.wedsync.core.testing.ServerLog;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.Tokens;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class SecretTest {

    private static final String VALUE = "rk_live_zähne-🔑-4f9a";

    private Supplier supplier;
    private String secrets;

    @BeforeEach
    void a_supplier() throws SQLException {
        supplier = Season.supplier();
        secrets = "/api/suppliers/" + supplier.id() + "/secrets";
    }

    @Test
    void a_secret_is_kept_changed_read_and_forgotten() {
        put("payments", VALUE).then().statusCode(200).body("version", equalTo(1)).body("key_id", equalTo("k2"))
                .body("$", not(hasKey("value")));
        owner().get(secrets + "/payments").then().statusCode(200).body("value", equalTo(VALUE))
                .header("Cache-Control", equalTo("no-store"));

        put("payments", "other").then().statusCode(200).body("version", equalTo(2));
        as(Tokens.service()).get(secrets + "/payments").then().statusCode(200).body("value", equalTo("other"));
        owner().get(secrets).then().statusCode(200).body("data.name", contains("payments"))
                .body(not(containsString("other")));

        owner().delete(secrets + "/payments").then().statusCode(428);
        seen(1).delete(secrets + "/payments").then().statusCode(412).body("current.version", equalTo(2))
                .body("current", not(hasKey("value")));
        seen(2).delete(secrets + "/payments").then().statusCode(204);
        owner().get(secrets + "/payments").then().statusCode(404);
        seen(2).delete(secrets + "/payments").then().statusCode(404);
        owner().get(secrets).then().statusCode(200).body("data", hasSize(0));
    }

    @ParameterizedTest(name = "{0} gets {1}")
    @CsvSource({ "admin, 200", "member, 403", "key, 403", "stranger, 404" })
    void only_owners_administrators_and_the_service_role_have_to_do_with_secrets(String who, int status) throws SQLException {
        put("payments", VALUE);
        UUID user = UUID.randomUUID();
        if (who.equals("admin") || who.equals("member")) {
            Season.run("INSERT INTO wedding.supplier_member (supplier_id, user_id, role) VALUES (?, ?, ?)", supplier.id(),
                    user, who);
        }
        String token = who.equals("key") ? ApiKeys.issue(supplier, "supplier:read", "supplier:write").token()
                : Tokens.user(user);

        as(token).get(secrets).then().statusCode(status);
        as(token).get(secrets + "/payments").then().statusCode(status);
        as(token).header("If-Match", "\"1\"").delete(secrets + "/payments").then().statusCode(status == 200 ? 204 : status);
        as(token).body(Map.of("value", "x")).put(secrets + "/payments").then().statusCode(status);
    }

    @Test
    void rules_are_named_without_the_value() {
        owner().body(Map.of("value", "")).put(secrets + "/payments").then().statusCode(400);
        owner().body(Map.of("value", "geheim".repeat(2000))).put(secrets + "/payments").then().statusCode(400)
                .body(not(containsString("geheim")));
        put("Not A Name", VALUE).then().statusCode(400).body(not(containsString(VALUE)));
    }

    @Test
    void the_audit_trail_tells_of_changes_and_not_of_values() throws SQLException {
        put("payments", VALUE);
        put("payments", "other");

        assertThat(Season.texts("SELECT action || ' ' || entity_id || ' ' || (changes ->> 'ciphertext') "
                + "FROM wedding.audit_entry WHERE tenant_id = ? AND entity = 'secret' ORDER BY sequence", supplier.id()))
                .containsExactly("insert payments {\"masked\": true}", "update payments {\"masked\": true}");
    }

    @Test
    void a_rotation_moves_secrets_to_the_current_key_and_leaves_those_whose_key_is_missing() throws SQLException {
        keptWith("k1", TestDatabase.SECRET_KEY_1, "older");
        keptWith("lost", "a-key-that-nobody-configured-0123456789", "lost");
        put("newer", "new");
        owner().get(secrets + "/older").then().statusCode(200).body("value", equalTo(VALUE));

        as(Tokens.service()).post("/api/database/secrets/rotate").then().statusCode(200)
                .body("current_key_id", equalTo("k2")).body("rotated", greaterThanOrEqualTo(1))
                .body("left.lost", greaterThanOrEqualTo(1)).body("left", not(hasKey("k1")));
        owner().get(secrets).then().body("data.find { it.name == 'older' }.key_id", equalTo("k2"));
        owner().get(secrets + "/older").then().statusCode(200).body("value", equalTo(VALUE));
        owner().get(secrets + "/newer").then().statusCode(200).body("value", equalTo("new"));
        as(Tokens.service()).post("/api/database/secrets/rotate").then().statusCode(200).body("rotated", equalTo(0));
        owner().post("/api/database/secrets/rotate").then().statusCode(403);
    }

    @Test
    void a_key_that_is_missing_or_another_is_named_by_its_id() throws SQLException {
        keptWith("lost", "a-key-that-nobody-configured-0123456789", "lost");
        keptWith("k1", "a-key-that-is-not-the-configured-one-0123456789", "foreign");

        owner().get(secrets + "/lost").then().statusCode(503).body("type", equalTo("/problems/secret-key-missing"))
                .body("detail", containsString("'lost'"));
        owner().get(secrets + "/foreign").then().statusCode(503).body("type", equalTo("/problems/secret-key-missing"))
                .body("detail", containsString("'k1'")).body(not(containsString(TestDatabase.SECRET_KEY_1)));
        Season.run("DELETE FROM wedding.secret WHERE supplier_id = ?", supplier.id());
    }

    @Test
    void neither_key_nor_value_reach_a_log_or_the_statistics() throws Exception {
        assumeTrue(TestDatabase.isEmbedded());
        keptWith("k1", "a-key-that-is-not-the-configured-one-0123456789", "foreign");
        try (ServerLog server = ServerLog.listen(); Logs service = Logs.from(Level.FINE)) {
            put("payments", VALUE);
            owner().get(secrets + "/payments").then().statusCode(200);
            owner().get(secrets + "/foreign").then().statusCode(503);
            put("payments", "with\u0000zero").then().statusCode(200);

            String text = Eventually.get(server::text, log -> log.contains("access.decrypt(ciphertext, $3)")
                    && log.contains("access.encrypt($3, $4)") && log.contains("Wrong key or corrupt data"));
            for (String key : List.of(TestDatabase.SECRET_KEY_1, TestDatabase.SECRET_KEY_2)) {
                assertThat(text).doesNotContain(key);
                assertThat(service.lines()).noneMatch(line -> line.contains(key));
            }
            assertThat(text).doesNotContain(VALUE).doesNotContain("rk_live");
            assertThat(service.lines()).noneMatch(line -> line.contains("rk_live"));
        }
        Season.run("DELETE FROM wedding.secret WHERE supplier_id = ?", supplier.id());
    }

    private void keptWith(String keyId, String key, String name) throws SQLException {
        Season.run("INSERT INTO wedding.secret (supplier_id, name, ciphertext, key_id) "
                + "VALUES (?, ?, access.encrypt(convert_to(?, 'UTF8'), ?), ?)", supplier.id(), name, VALUE, key, keyId);
    }

    private Response put(String name, String value) {
        return owner().body(Map.of("value", value)).put(secrets + "/" + name);
    }

    private RequestSpecification seen(int version) {
        return owner().header("If-Match", "\"" + version + "\"");
    }

    private RequestSpecification owner() {
        return as(Tokens.user(supplier.owner()));
    }

    private static RequestSpecification as(String token) {
        return given().auth().oauth2(token).contentType("application/json");
    }
}
