package com.wedsync.core.dev;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import com.wedsync.core.access.Role;

import io.quarkus.arc.profile.IfBuildProfile;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** The demo of the JavaScript client, with tokens of two people of the demo season and of nobody else. */
@IfBuildProfile("dev")
@Singleton
class DemoPage {

    static final String PATH = "/demo/";

    /** The partners of the first couple of demo-data.sql. */
    static final List<String> PARTNERS = List.of("00000000-0000-7000-8002-000000000001",
            "00000000-0000-7000-8002-000000000002");

    private static final Map<String, String> TYPES = Map.of("html", "text/html", "css", "text/css", "js", "text/javascript");

    private final DevelopmentTokens tokens;

    DemoPage(DevelopmentTokens tokens) {
        this.tokens = tokens;
    }

    void serve(@Observes Router router) {
        router.getWithRegex("/demo").handler(request -> request.redirect(PATH));
        router.get(PATH).handler(request -> send(request, "index.html"));
        router.get(PATH + "people").handler(request -> request.json(people()));
        router.get(PATH + ":file").handler(request -> send(request, request.pathParam("file")));
    }

    private JsonArray people() {
        JsonArray people = new JsonArray();
        PARTNERS.forEach(user -> tokens.of(user, Role.AUTHENTICATED)
                .ifPresent(token -> people.add(JsonObject.of("user", user, "token", token))));
        return people;
    }

    /** From the class path at each request, so that a change of the page needs no restart. */
    private static void send(RoutingContext request, String file) {
        String type = file.contains("/") ? null : TYPES.get(file.substring(file.lastIndexOf('.') + 1));
        try (InputStream content = DemoPage.class.getClassLoader().getResourceAsStream("demo/page/" + file)) {
            if (type == null || content == null) {
                request.next();
                return;
            }
            request.response().putHeader(HttpHeaders.CONTENT_TYPE, type + ";charset=UTF-8")
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .end(Buffer.buffer(content.readAllBytes()));
        } catch (IOException unreadable) {
            request.fail(unreadable);
        }
    }
}
