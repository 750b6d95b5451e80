package com.wedsync.core.sync;

import static io.restassured.RestAssured.given;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.testing.Season.Couple;
import com.wedsync.core.testing.Season.Supplier;
import com.wedsync.core.testing.Tokens;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;

/** A reader of a feed who keeps their place, as a client does. */
final class Feed {

    /** Guests of a couple with so much to say that a few of them are a page: the couple, how many. */
    static final String LONG_ROWS = """
            INSERT INTO wedding.guest (couple_id, name, notes)
            SELECT ?, 'Guest ' || n, (SELECT string_agg(md5(n || '-' || i), '') FROM generate_series(1, 10000) AS i)
            FROM generate_series(1, ?) AS n""";

    private final String token;
    private final String path;
    private @Nullable String position;

    private Feed(String token, String path) {
        this.token = token;
        this.path = path;
    }

    static Feed of(Couple couple, String token) {
        return new Feed(token, "/api/couples/" + couple.id() + "/changes");
    }

    static Feed of(Couple couple, UUID user) {
        return of(couple, Tokens.user(user));
    }

    static Feed of(Supplier supplier, String token) {
        return new Feed(token, "/api/suppliers/" + supplier.id() + "/changes");
    }

    static Feed of(Supplier supplier) {
        return of(supplier, Tokens.user(supplier.owner()));
    }

    /** From here on. */
    Feed fromNow() {
        position = get("").then().statusCode(200).extract().jsonPath().getString("position");
        return this;
    }

    Feed from(String since) {
        position = since;
        return this;
    }

    String position() {
        return String.valueOf(position);
    }

    Response get(String query) {
        return given().auth().oauth2(token).urlEncodingEnabled(false).get(path + query);
    }

    Response getSince(Object since) {
        return get("?since=" + since);
    }

    /** One page of what is new; the place is behind it then. */
    JsonPath page(int limit) {
        JsonPath page = get("?since=" + position + "&limit=" + limit).then().statusCode(200).extract().jsonPath();
        position = page.getString("position");
        return page;
    }

    /** All that is new. */
    List<Map<String, Object>> news() {
        return news(1000);
    }

    List<Map<String, Object>> news(int limit) {
        List<Map<String, Object>> all = new ArrayList<>();
        boolean more = true;
        while (more) {
            JsonPath page = page(limit);
            all.addAll(page.getList("data"));
            more = page.getBoolean("more");
        }
        return all;
    }

    /** All that is new, each as {@code action entity}. */
    List<String> told() {
        return news().stream().map(change -> change.get("action") + " " + change.get("entity")).toList();
    }
}
