package com.wedsync.core.alert;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;

/** Posts messages. Neither the address nor the header of authorization is ever told to anybody else: both may be secret. */
@Singleton
class Webhook {

    private static final Logger LOG = Logger.getLogger(Webhook.class);
    private static final int SUCCESS = 2;

    private final HttpClient client;
    private final AlertConfig.Webhook config;
    private final ObjectMapper json;
    private final Counter delivered;
    private final Counter failed;
    private volatile boolean failing;

    Webhook(AlertConfig config, ObjectMapper json, MeterRegistry registry) {
        this.config = config.webhook();
        this.json = json;
        this.client = HttpClient.newBuilder().connectTimeout(this.config.timeout()).build();
        this.delivered = attempts(registry, "delivered");
        this.failed = attempts(registry, "failed");
    }

    private static Counter attempts(MeterRegistry registry, String outcome) {
        return Counter.builder("wedsync.alert.messages").description("Attempts to deliver a message").tag("outcome", outcome)
                .register(registry);
    }

    boolean isConfigured() {
        return config.url().isPresent();
    }

    /** Whether the receiver took it; never fails. */
    Uni<Boolean> post(Message message) {
        return Uni.createFrom().deferred(() -> Uni.createFrom()
                .completionStage(client.sendAsync(request(message), BodyHandlers.discarding())))
                .ifNoItem().after(config.timeout()).fail()
                .map(answer -> answer.statusCode() / 100 == SUCCESS ? taken() : refused("status=" + answer.statusCode()))
                .onFailure().recoverWithItem(failure -> refused("cause=" + cause(failure)));
    }

    private HttpRequest request(Message message) {
        URI url = config.url().orElseThrow();
        HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(config.timeout())
                .header("Content-Type", "application/json").POST(BodyPublishers.ofString(text(message)));
        config.authorization().ifPresent(value -> request.header("Authorization", value));
        return request.build();
    }

    private String text(Message message) {
        try {
            return json.writeValueAsString(message);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private boolean taken() {
        delivered.increment();
        if (failing) {
            failing = false;
            LOG.info("Alerts are delivered again");
        }
        return true;
    }

    private boolean refused(String why) {
        failed.increment();
        if (!failing) {
            failing = true;
            LOG.warnf("Alerts cannot be delivered, it is tried again %s", why);
        }
        return false;
    }

    /** The kind only: messages of the client may contain the address. */
    private static String cause(Throwable failure) {
        Throwable cause = failure.getCause() instanceof IOException deeper ? deeper : failure;
        return cause.getClass().getSimpleName();
    }
}
