package com.wedsync.core.trail;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.dev.Bootstrap;
import com.wedsync.core.testing.Season;
import com.wedsync.core.testing.Season.Couple;
import com.wedsync.core.testing.Season.Supplier;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.TestServer;
import com.wedsync.core.testing.Tokens;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;

@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class TrailTest {

    private Couple couple;
    private String trail;

    @BeforeEach
    void a_couple_whose_guest_count_has_grown() throws SQLException {
        couple = Season.couple();
        trail = "/api/couples/" + couple.id() + "/audit";
        Season.run("INSERT INTO wedding.core_field_value (couple_id, key, value) VALUES (?, 'guest_count', '80')", couple.id());
        Season.run("UPDATE wedding.core_field_value SET value = '96' WHERE couple_id = ? AND key = 'guest_count'", couple.id());
        Season.guest(couple, "Byrne, Arthur");
    }

    @Test
    void it_says_who_changed_what_newest_first_page_by_page() {
        String cursor = as(couple.partner()).get(trail + "?limit=2").then().statusCode(200)
                .body("data.sequence", contains(5, 4)).body("data.entity", contains("guest", "core_field_value"))
                .body("data[1].actor", equalTo("service:tests")).body("data[1].action", equalTo("update"))
                .body("data[1].changes.value.from", equalTo(80)).body("data[1].changes.value.to", equalTo(96))
                .extract().path("next_cursor");
        as(couple.partner()).get(trail + "?limit=3&cursor=" + cursor).then().body("data.sequence", contains(3, 2, 1))
                .body("next_cursor", nullValue());
        as(couple.partner()).get(trail + "?cursor=AAAA").then().statusCode(400);
        as(couple.partner()).get(trail + "?limit=0").then().statusCode(400);
    }

    @Test
    void it_tells_of_one_core_field_or_of_one_kind_of_thing() {
        as(couple.partner()).get(trail + "?entity=core_field_value&entity_id=guest_count").then().statusCode(200)
                .body("data.action", contains("update", "insert"));
        as(couple.partner()).get(trail + "?entity=guest").then().body("data", hasSize(1));
        as(couple.partner()).get(trail + "?entity=core_field_value&entity_id=venue").then().statusCode(200)
                .body("data", hasSize(0));
    }

    @Test
    void a_change_by_the_api_names_the_user() {
        as(couple.partner()).header("If-Match", "\"1\"").body("{\"status\": \"married\"}").patch("/api/couples/" + couple.id())
                .then().statusCode(200);

        as(couple.partner()).get(trail + "?entity=couple").then().body("data[0].actor", equalTo("user:" + couple.partner()))
                .body("data[0].changes.status.to", equalTo("married"));
    }

    @Test
    void members_of_a_supplier_read_its_trail_and_nobody_elses() throws SQLException {
        Supplier supplier = Season.supplier();
        Season.connection(couple, supplier, "active");
        String ofSupplier = "/api/suppliers/" + supplier.id() + "/audit";

        as(supplier.owner()).get(ofSupplier).then().statusCode(200).body("data.entity",
                contains("supplier_member", "supplier"));
        as(supplier.owner()).get(ofSupplier + "/verify").then().statusCode(200).body("intact", equalTo(true));
        as(couple.partner()).get(ofSupplier).then().statusCode(404);
        as(couple.partner()).get(ofSupplier + "/verify").then().statusCode(404);
        as(supplier.owner()).get(trail).then().statusCode(404).body("type", equalTo("/problems/not-found"));
        as(supplier.owner()).get(trail + "/verify").then().statusCode(404).body("type", equalTo("/problems/not-found"));
        as(supplier.owner()).get("/api/couples/" + supplier.id() + "/audit").then().statusCode(404);
        given().get(trail).then().statusCode(401);
    }

    @Test
    void a_trail_that_nobody_touched_is_intact() {
        as(couple.partner()).get(trail + "/verify").then().statusCode(200).body("intact", equalTo(true)).body("faults",
                hasSize(0));
        given().auth().oauth2(Tokens.service()).get(trail + "/verify").then().statusCode(200).body("intact", equalTo(true));
        given().auth().oauth2(Tokens.service()).get("/api/couples/" + UUID.randomUUID() + "/audit/verify").then()
                .statusCode(404);
    }

    @Test
    void neither_the_service_role_nor_the_owner_updates_or_deletes_an_entry() throws SQLException {
        for (String change : new String[] {
                "UPDATE wedding.audit_entry SET actor = 'x' WHERE tenant_id = '" + couple.id() + "'",
                "DELETE FROM wedding.audit_entry WHERE tenant_id = '" + couple.id() + "'" }) {
            assertThatThrownBy(() -> Season.run(change)).isInstanceOf(SQLException.class)
                    .hasFieldOrPropertyWithValue("SQLState", "42501");
            try (Connection owner = TestDatabase.connect("owner"); Statement statement = owner.createStatement()) {
                assertThatThrownBy(() -> statement.execute(change)).isInstanceOf(SQLException.class);
            }
        }
        as(couple.partner()).get(trail + "/verify").then().body("intact", equalTo(true));
    }

    @Test
    void not_even_a_superuser_changes_an_entry_by_mistake() throws SQLException {
        try (Connection superuser = superuser(); Statement statement = superuser.createStatement()) {
            statement.execute("SET session_replication_role = replica");
            assertThatThrownBy(() -> statement.execute("DELETE FROM wedding.audit_entry")).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void an_entry_that_was_tampered_with_is_found() throws SQLException {
        falsify("UPDATE wedding.audit_entry SET changes = '{\"value\": {\"to\": 1}}' WHERE tenant_id = '%s' AND sequence = 4");

        as(couple.partner()).get(trail + "/verify").then().statusCode(200).body("intact", equalTo(false))
                .body("faults.sequence", contains(4)).body("faults.fault", hasItem(startsWith("tampered")));
    }

    @Test
    void an_entry_that_was_removed_is_found_also_the_newest() throws SQLException {
        falsify("DELETE FROM wedding.audit_entry WHERE tenant_id = '%s' AND sequence = 3");
        as(couple.partner()).get(trail + "/verify").then().body("intact", equalTo(false))
                .body("faults.sequence", contains(3)).body("faults.fault", hasItem(startsWith("missing")));

        falsify("DELETE FROM wedding.audit_entry WHERE tenant_id = '%s' AND sequence = 5");
        as(couple.partner()).get(trail + "/verify").then().body("faults.fault", hasItem("missing: the newest entries"));
    }

    @Test
    void entries_that_changed_places_are_found() throws SQLException {
        falsify("UPDATE wedding.audit_entry SET sequence = CASE sequence WHEN 3 THEN 1004 ELSE 1003 END WHERE tenant_id = '%s' AND sequence IN (3, 4)",
                "UPDATE wedding.audit_entry SET sequence = sequence - 1000 WHERE tenant_id = '%s' AND sequence > 1000");

        as(couple.partner()).get(trail + "/verify").then().body("intact", equalTo(false))
                .body("faults.fault", hasItem(startsWith("reordered")));
    }

    /** What only a superuser can do who means to, and has switched the trigger off. */
    private void falsify(String... changes) throws SQLException {
        try (Connection superuser = superuser(); Statement statement = superuser.createStatement()) {
            superuser.setAutoCommit(false);
            statement.execute("ALTER TABLE wedding.audit_entry DISABLE TRIGGER audit_entry_append_only");
            for (String change : changes) {
                statement.execute(change.formatted(couple.id()));
            }
            statement.execute("ALTER TABLE wedding.audit_entry ENABLE ALWAYS TRIGGER audit_entry_append_only");
            superuser.commit();
        }
    }

    private static Connection superuser() throws SQLException {
        Assumptions.assumeTrue(System.getProperty("wedsync.test.database.url") == null, "needs a superuser");
        return TestServer.get().connect(Bootstrap.DATABASE, "postgres");
    }

    private static RequestSpecification as(UUID user) {
        return given().auth().oauth2(Tokens.user(user)).contentType("application/json");
    }
}
