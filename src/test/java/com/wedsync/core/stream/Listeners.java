package com.wedsync.core.stream;

import static io.restassured.RestAssured.given;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.testing.EventStream;
import com.wedsync.core.testing.Season.Couple;
import com.wedsync.core.testing.Tokens;

import io.restassured.RestAssured;

/** Streams of one couple, and what is told on them. */
final class Listeners implements AutoCloseable {

    private final List<EventStream> opened = new ArrayList<>();
    private final Couple couple;

    Listeners(Couple couple) {
        this.couple = couple;
    }

    String path() {
        return "/api/couples/" + couple.id();
    }

    EventStream open(@Nullable String token, @Nullable String since) throws IOException, InterruptedException {
        return open("", token, since);
    }

    /** @param query of the address, with its question mark */
    EventStream open(String query, @Nullable String token, @Nullable String since) throws IOException, InterruptedException {
        EventStream stream = EventStream.open("http://localhost:" + RestAssured.port + path() + "/changes" + query, token,
                since);
        opened.add(stream);
        return stream;
    }

    /** The partner adds a guest; its id. */
    String add(String name) {
        return add(couple.partner(), name);
    }

    String add(UUID member, String name) {
        return given().auth().oauth2(Tokens.user(member)).contentType("application/json").body("{\"name\": \"" + name + "\"}")
                .post(path() + "/guests").then().statusCode(201).extract().jsonPath().getString("id");
    }

    @Override
    public void close() throws IOException {
        for (EventStream stream : opened) {
            stream.close();
        }
    }
}
