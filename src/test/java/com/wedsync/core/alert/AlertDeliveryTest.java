package com.wedsync.core.alert;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import com.wedsync.core.database.Database;
import com.wedsync.core.database.Ops;
import com.wedsync.core.error.Unavailable;
import com.wedsync.core.health.HealthConfig;
import com.wedsync.core.metric.Observations;
import com.wedsync.core.testing.Eventually;
import com.wedsync.core.testing.Logs;
import com.wedsync.core.testing.Service;
import com.wedsync.core.testing.SetClock;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.Tokens;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;

/** From observations of a real database over the ledger in it to a receiver of messages; time is the test's. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class AlertDeliveryTest {

    private static final String TOKEN = "Bearer a-secret-of-the-receiver";

    @Inject
    Ledger ledger;
    @Inject
    Observations observations;
    @Inject
    Baseline baseline;
    @Inject
    ObjectMapper json;
    @Inject
    @Ops
    Database database;
    @Inject
    AlertRepository repository;
    @Inject
    AlertConfig config;

    private final List<JsonPath> received = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private HttpServer receiver;
    private Instant now = Instant.parse("2026-06-01T12:00:00Z");

    @BeforeEach
    void a_receiver_listens_and_nothing_is_known_yet() throws Exception {
        Service.awaitSchema();
        Eventually.get(Duration.ofSeconds(20), observations::takenAt, taken -> taken.isPresent());
        forget();
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/secret-path", exchange -> {
            received.add(JsonPath.from(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void it_leaves() throws Exception {
        receiver.stop(0);
        forget();
    }

    @Test
    void an_alert_arrives_once_survives_a_restart_and_its_end_arrives_too() {
        Watch watch = watch("0");
        look(watch, 6);
        JsonPath firing = messages("ConnectionsNearLimit").getLast();
        assertThat(firing.getString("version")).isEqualTo("4");
        assertThat(firing.getString("status")).isEqualTo("firing");
        assertThat(firing.getString("groupKey")).isEqualTo("{}:{alertname=\"ConnectionsNearLimit\"}");
        assertThat(firing.getMap("commonLabels")).containsEntry("service", "core-database");
        assertThat(firing.getString("alerts[0].endsAt")).isEqualTo("0001-01-01T00:00:00Z");
        assertThat(firing.getMap("alerts[0].annotations")).containsKeys("summary", "description", "first_action")
                .containsEntry("runbook_url", "docs/operations.md#connectionsnearlimit");
        assertThat(firing.getString("alerts[0].fingerprint")).matches("[0-9a-f]{16}");
        int told = messages("ConnectionsNearLimit").size();

        Watch restarted = watch("100");
        look(restarted, 1);
        assertThat(messages("ConnectionsNearLimit")).as("not told again").hasSize(told);
        look(restarted, 8);

        JsonPath over = messages("ConnectionsNearLimit").getLast();
        assertThat(over.getString("status")).isEqualTo("resolved");
        assertThat(over.getString("alerts[0].startsAt")).isEqualTo(firing.getString("alerts[0].startsAt"));
        assertThat(messages("ConnectionsNearLimit")).hasSize(told + 1);
        assertThat(authorizations).containsOnly(TOKEN);
    }

    @Test
    void what_a_receiver_does_not_take_is_tried_again_and_no_secret_is_logged() {
        Watch watch = watch("0");
        status = 500;
        try (Logs logs = Logs.from(Level.INFO)) {
            look(watch, 7);
            assertThat(watch.outlook().delivering()).isFalse();
            assertThat(watch.outlook().alerts()).filteredOn(alert -> alert.state() == AlertState.FIRING)
                    .allMatch(alert -> alert.told() == null);
            status = 200;
            look(watch, 12);

            assertThat(watch.outlook().delivering()).isTrue();
            assertThat(logs.lines()).filteredOn(line -> line.startsWith("Alerts cannot be delivered")).singleElement()
                    .asString()
                    .contains("status=500");
            assertThat(logs.lines()).noneMatch(line -> line.contains("secret-path") || line.contains("secret-of-the-receiver"));
        }
    }

    @Test
    void the_dead_mans_signal_is_sent_every_five_minutes() {
        look(watch("100"), 11);

        assertThat(messages(Messages.DEAD_MAN)).hasSize(3);
    }

    @Test
    void one_replica_sends_and_another_takes_over_when_it_leaves() {
        Watch watch = watch("0");
        look(watch, 7);

        Ledger.Entries other = ledger.open("another/1").await().atMost(Duration.ofSeconds(5));
        assertThat(other.sender()).isFalse();
        assertThat(other.alerts()).anyMatch(alert -> alert.state() == AlertState.FIRING && alert.told() == AlertState.FIRING);

        watch.leave().await().atMost(Duration.ofSeconds(5));
        assertThat(ledger.open("another/1").await().atMost(Duration.ofSeconds(5)).sender()).isTrue();
        int before = received.size();
        look(watch, 3);
        assertThat(received).as("it only follows now").hasSize(before);
        assertThat(watch.outlook().sender()).isFalse();
        assertThat(watch.outlook().alerts()).isNotEmpty();
    }

    @Test
    void a_killed_sender_is_replaced_when_its_lease_is_over_and_what_it_told_is_not_told_again() throws Exception {
        look(watch("0"), 7);
        int told = messages("ConnectionsNearLimit").size();
        execute("UPDATE ops.alert_sender SET instance = 'killed-host/1', until = now() + interval '1 hour'");
        Watch next = watch("0");
        look(next, 2);
        assertThat(next.outlook().sender()).isFalse();

        execute("UPDATE ops.alert_sender SET until = now() - interval '1 second'");
        look(next, 2);

        assertThat(next.outlook().sender()).isTrue();
        assertThat(told).isPositive();
        assertThat(messages("ConnectionsNearLimit")).hasSize(told);
    }

    @Test
    void alerts_are_told_while_the_database_cannot_be_reached() {
        Unreachable unreachable = new Unreachable();
        Watch watch = watch("0", unreachable);
        look(watch, 1);
        unreachable.isDown = true;
        look(watch, 7);

        assertThat(messages("ConnectionsNearLimit")).hasSize(1);
        assertThat(messages(Messages.DEAD_MAN)).hasSizeGreaterThanOrEqualTo(2);

        unreachable.isDown = false;
        look(watch, 2);
        assertThat(messages("ConnectionsNearLimit")).as("not told again").hasSize(1);
        assertThat(ledger.open("another/1").await().atMost(Duration.ofSeconds(5)).alerts()).as("kept as soon as it can be")
                .anyMatch(alert -> alert.key().rule().equals("ConnectionsNearLimit") && alert.told() == AlertState.FIRING);
    }

    @Test
    void a_muted_alert_fires_without_a_message_until_the_mute_is_ended() {
        now = Instant.now();
        String id = given().auth().oauth2(Tokens.service()).contentType("application/json")
                .body(Map.of("rule", "ConnectionsNearLimit", "ends_at", now.plusSeconds(3600).toString(), "comment",
                        "load test"))
                .post("/api/database/alerts/mutes").then().statusCode(201).extract().path("id");
        Watch watch = watch("0");
        look(watch, 7);
        assertThat(watch.mutes()).extracting(mute -> mute.id().toString()).contains(id);
        assertThat(watch.outlook().alerts()).anyMatch(alert -> alert.key().rule().equals("ConnectionsNearLimit")
                && alert.state() == AlertState.FIRING);
        assertThat(messages("ConnectionsNearLimit")).isEmpty();

        given().auth().oauth2(Tokens.service()).delete("/api/database/alerts/mutes/" + id).then().statusCode(204);
        look(watch, 2);

        assertThat(messages("ConnectionsNearLimit")).isNotEmpty();
    }

    @Test
    void a_mute_window_is_asked_for_shown_audited_and_ended() {
        var window = Map.of("rule", "LongTransaction", "ends_at", Instant.now().plusSeconds(600).toString(), "comment",
                "accounts");
        String id = given().auth().oauth2(Tokens.service()).contentType("application/json").body(window)
                .post("/api/database/alerts/mutes").then().statusCode(201).extract().path("id");
        look(watch("100"), 1);

        given().auth().oauth2(Tokens.service()).delete("/api/database/alerts/mutes/" + id).then().statusCode(204);
        given().auth().oauth2(Tokens.service()).delete("/api/database/alerts/mutes/" + id).then().statusCode(404);
        given().auth().oauth2(Tokens.service()).contentType("application/json")
                .body(Map.of("rule", "NoSuchAlert", "ends_at", Instant.now().plusSeconds(600).toString(), "comment", "?"))
                .post("/api/database/alerts/mutes").then().statusCode(422);
        given().auth().oauth2(Tokens.service()).contentType("application/json")
                .body(Map.of("ends_at", Instant.now().plus(Duration.ofDays(8)).toString(), "comment", "too long"))
                .post("/api/database/alerts/mutes").then().statusCode(422);
    }

    @Test
    void operators_see_alerts_and_what_is_unknown_and_nobody_else_does() {
        JsonPath report = given().auth().oauth2(Tokens.service()).get("/api/database/alerts").then().statusCode(200).extract()
                .jsonPath();

        assertThat(report.getList("alerts")).isNotNull();
        assertThat(report.getMap("unknown")).isNotNull();
        given().auth().oauth2(Tokens.authenticated()).get("/api/database/alerts").then().statusCode(403);
    }

    /** @param line of connections in percent: 0 is always crossed, 100 never */
    private Watch watch(String line) {
        return watch(line, ledger);
    }

    private Watch watch(String line, Ledger ledger) {
        var config = new SmallRyeConfigBuilder().withConverter(Duration.class, 100, new DurationConverter())
                .withMapping(HealthConfig.class).withMapping(AlertConfig.class)
                .withDefaultValue("wedsync.alert.webhook.url",
                        "http://127.0.0.1:" + receiver.getAddress().getPort() + "/secret-path")
                .withDefaultValue("wedsync.alert.webhook.authorization", TOKEN)
                .withDefaultValue("wedsync.health.connection-utilization.warning", line)
                .withDefaultValue("wedsync.health.connection-utilization.critical", "101").build();
        AlertConfig alerts = config.getConfigMapping(AlertConfig.class);
        return new Watch(ledger, observations, baseline, new Webhook(alerts, json, new SimpleMeterRegistry()), alerts,
                config.getConfigMapping(HealthConfig.class), new SetClock(() -> now));
    }

    private void look(Watch watch, int times) {
        for (int i = 0; i < times; i++) {
            watch.look().await().atMost(Duration.ofSeconds(20));
            now = now.plus(Duration.ofMinutes(1));
        }
    }

    private List<JsonPath> messages(String alert) {
        return received.stream().filter(message -> alert.equals(message.getString("groupLabels.alertname"))).toList();
    }

    private static void forget() throws Exception {
        execute("DELETE FROM ops.alert", "UPDATE ops.alert_sender SET until = '-infinity'");
    }

    private static void execute(String... statements) throws Exception {
        try (Connection ops = TestDatabase.connect("ops"); Statement statement = ops.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The ledger when its database does not answer. */
    private final class Unreachable extends Ledger {

        private boolean isDown;

        Unreachable() {
            super(database, repository, config, Clock.systemUTC());
        }

        @Override
        Uni<Entries> open(String instance) {
            return isDown ? Uni.createFrom().failure(Unavailable.noConnection(new ConnectException())) : super.open(instance);
        }

        @Override
        Uni<Void> keep(List<Alert> alerts) {
            return isDown ? Uni.createFrom().failure(Unavailable.noConnection(new ConnectException())) : super.keep(alerts);
        }
    }
}
