package com.wedsync.core.supplier;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import java.sql.SQLException;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.wedsync.core.testing.Season;
import com.wedsync.core.testing.Season.Couple;
import com.wedsync.core.testing.Season.Supplier;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.Tokens;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class MemberTest {

    private final Supplier supplier = Season.supplier();
    private final String members = "/api/suppliers/" + supplier.id() + "/members";
    private final UUID admin = UUID.randomUUID();
    private final UUID member = UUID.randomUUID();

    MemberTest() throws SQLException {
        // the season's rows are written
    }

    @BeforeEach
    void an_admin_and_a_member() {
        add(supplier.owner(), admin, "admin").statusCode(201);
        add(admin, member, "member").statusCode(201).header("Location", equalTo(members + "/" + member));
    }

    @Test
    void members_read_the_list_and_owners_and_admins_change_it() {
        as(member).get(members).then().statusCode(200).body("data", hasSize(3));
        String tag = as(member).get(members).header("ETag");
        as(member).header("If-None-Match", tag).get(members).then().statusCode(304);
        add(member, UUID.randomUUID(), "member").statusCode(403);
        change(member, member, "admin").statusCode(403);
        remove(member, admin).statusCode(403);

        change(admin, member, "admin").statusCode(200).body("role", equalTo("admin")).header("ETag", equalTo("\"2\""));
        add(admin, admin, "member").statusCode(409);
        add(admin, UUID.randomUUID(), "king").statusCode(400);
    }

    @Test
    void the_last_owner_stays() {
        change(supplier.owner(), supplier.owner(), "member").statusCode(409).body("detail", equalTo("The last owner stays."));
        remove(supplier.owner(), supplier.owner()).statusCode(409).body("type", equalTo("/problems/conflict"));

        change(supplier.owner(), admin, "owner").statusCode(200);
        remove(supplier.owner(), supplier.owner()).statusCode(204);
        as(supplier.owner()).get(members).then().statusCode(404);
    }

    @Test
    void an_admin_makes_demotes_and_removes_no_owner() {
        change(admin, admin, "owner").statusCode(403).body("detail", equalTo("Only an owner decides who is an owner."));
        change(admin, supplier.owner(), "member").statusCode(403);
        remove(admin, supplier.owner()).statusCode(403);
        add(admin, UUID.randomUUID(), "owner").statusCode(403);
    }

    @Test
    void a_member_is_changed_under_the_version_that_was_seen() {
        change(admin, member, "admin").statusCode(200);

        as(admin).body("{\"role\": \"member\"}").patch(members + "/" + member).then().statusCode(428);
        change(admin, member, "member").statusCode(412).body("current.role", equalTo("admin"));
        remove(admin, member).statusCode(412);
        as(admin).header("If-Match", "\"2\"").delete(members + "/" + member).then().statusCode(204);
        as(member).get(members).then().statusCode(404);
    }

    @Test
    void couples_and_strangers_see_no_members_and_add_none() throws SQLException {
        Couple couple = Season.couple();
        Season.connection(couple, supplier, "active");

        as(couple.partner()).get(members).then().statusCode(404);
        add(couple.partner(), couple.partner(), "owner").statusCode(404);
        change(couple.partner(), member, "admin").statusCode(404);
        remove(couple.partner(), member).statusCode(404);
    }

    private ValidatableResponse add(UUID caller, UUID user, String role) {
        return as(caller).body("{\"user_id\": \"" + user + "\", \"role\": \"" + role + "\"}").post(members).then();
    }

    private ValidatableResponse change(UUID caller, UUID user, String role) {
        return as(caller).header("If-Match", "\"1\"").body("{\"role\": \"" + role + "\"}").patch(members + "/" + user).then();
    }

    private ValidatableResponse remove(UUID caller, UUID user) {
        return as(caller).header("If-Match", "\"1\"").delete(members + "/" + user).then();
    }

    private static RequestSpecification as(UUID user) {
        return given().auth().oauth2(Tokens.user(user)).contentType("application/json");
    }
}
