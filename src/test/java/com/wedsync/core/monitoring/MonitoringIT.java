package com.wedsync.core.monitoring;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import com.wedsync.core.dev.Bootstrap;
import com.wedsync.core.testing.EventStream;
import com.wedsync.core.testing.Eventually;
import com.wedsync.core.testing.PackagedApplication;
import com.wedsync.core.testing.Season;
import com.wedsync.core.testing.TestServer;
import com.wedsync.core.testing.Tokens;

/** The packaged service, scraped by a real Prometheus: its boards have data, its alerts and Prometheus' arrive at a webhook. */
@EnabledIfSystemProperty(named = "wedsync.test.monitoring", matches = "true")
class MonitoringIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    /** Forecasts need a history. */
    private static final String DAY = """
            INSERT INTO ops.sample (minute, taken_at, server_started_at, connections_total, max_connections, database_size_bytes,
              transactions_committed, transactions_rolled_back, blocks_hit, blocks_read, temp_bytes, deadlocks)
            SELECT date_trunc('minute', at), at, at, 10, 120, 100000000 - hours * 1000000, 0, 0, 0, 0, 0, 0
            FROM (SELECT hours, now() - hours * interval '1 hour' AS at FROM generate_series(1, 24) AS hours) AS day
            """;

    private final List<JsonNode> received = new CopyOnWriteArrayList<>();

    @Test
    void every_panel_has_data_and_alerts_of_both_kinds_arrive_and_end() throws Exception {
        assumeTrue(Tool.isInstalled("prometheus") && Tool.isInstalled("prometheus-alertmanager"),
                "left out: needs Debian's prometheus and prometheus-alertmanager");
        HttpServer webhook = webhook();
        Bootstrap.run(TestServer.get());
        Map<String, String> settings = settings(webhook.getAddress().getPort());
        assertThat(PackagedApplication.run(settings, "migrate").exitCode()).isZero();
        try (Connection ops = TestServer.get().connect(Bootstrap.DATABASE, "wedsync_ops");
                Statement statement = ops.createStatement()) {
            statement.execute(DAY);
        }
        try (PackagedApplication service = PackagedApplication.start(settings);
                Tool alertmanager = Tool.alertmanager(directory, webhook.getAddress().getPort());
                Tool prometheus = Tool.prometheus(directory, service.managementPort(), alertmanager.port())) {
            service.awaitProbe("ready", 200);
            everyPanelHasData(service, prometheus);
            alertsArrive();
        } finally {
            webhook.stop(0);
        }
    }

    private static Map<String, String> settings(int webhook) {
        return Map.of("wedsync.database.url", TestServer.get().url(Bootstrap.DATABASE), "wedsync.auth.jwt-secret",
                Tokens.SECRET,
                "wedsync.sampler.every", "2s", "wedsync.sampler.minimum-window", "1s", "wedsync.canary.every", "1s",
                "wedsync.alert.every", "1s", "wedsync.stream.poll-every", "1s", "wedsync.capacity.volume-gibibytes", "100",
                "wedsync.alert.webhook.url", "http://127.0.0.1:" + webhook + "/service");
    }

    private void everyPanelHasData(PackagedApplication service, Tool prometheus) throws Exception {
        Season.Couple couple = Season.couple();
        String guests = "http://127.0.0.1:" + service.port() + "/api/couples/" + couple.id() + "/guests";
        String token = Tokens.user(couple.partner());
        Map<String, String> left = expressions();
        assertThat(left).hasSizeGreaterThan(60);
        try (EventStream stream = EventStream.open(guests.replace("/guests", "/changes"), token, null)) {
            Eventually.get(PATIENCE, () -> {
                for (int i = 0; i < 5; i++) {
                    given().auth().oauth2(token).get(guests).then().statusCode(200);
                }
                Season.guest(couple, "Guest");
                left.values().removeIf(expression -> hasData(prometheus, expression));
                return left;
            }, Map::isEmpty);
        }
    }

    /** With Prometheus: tenants that are not isolated, made so for a moment. With the service itself: its sign of life. */
    private void alertsArrive() throws Exception {
        try (Connection owner = TestServer.get().connect(Bootstrap.DATABASE, "wedsync_owner");
                Statement statement = owner.createStatement()) {
            statement.execute("ALTER TABLE wedding.guest DISABLE ROW LEVEL SECURITY");
            try {
                awaitMessage("TenantsNotIsolated", "firing");
            } finally {
                statement.execute("ALTER TABLE wedding.guest ENABLE ROW LEVEL SECURITY");
            }
        }
        awaitMessage("TenantsNotIsolated", "resolved");
        awaitMessage("WedsyncWatchdog", "firing");
        assertThat(received).as("the service's own")
                .anyMatch(message -> message.path("receiver").asText().equals("core-database"));
        assertThat(received).allMatch(message -> message.path("version").asText().equals("4"));
    }

    private void awaitMessage(String alert, String status) throws Exception {
        Eventually.get(PATIENCE, () -> received, messages -> messages.stream()
                .anyMatch(message -> message.path("groupLabels").path("alertname").asText().equals(alert)
                        && message.path("status").asText().equals(status)));
    }

    /** Of every panel of every board, with its variables filled in. */
    private static Map<String, String> expressions() throws IOException {
        Map<String, String> expressions = new LinkedHashMap<>();
        try (Stream<Path> boards = Files.list(Path.of("k8s/grafana"))) {
            for (Path board : boards.filter(file -> file.toString().endsWith(".json")).sorted().toList()) {
                for (JsonNode panel : JSON.readTree(board.toFile()).path("panels")) {
                    for (JsonNode target : panel.path("targets")) {
                        expressions.put(
                                board.getFileName() + " " + panel.path("title").asText() + " " + target.path("refId").asText(),
                                target.path("expr").asText().replace("$instance", ".*").replace("$__range", "1m")
                                        .replace("$__rate_interval", "30s"));
                    }
                }
            }
        }
        return expressions;
    }

    private static boolean hasData(Tool prometheus, String expression) {
        var answer = given().urlEncodingEnabled(true).queryParam("query", expression)
                .get("http://127.0.0.1:" + prometheus.port() + "/api/v1/query");
        List<List<String>> values = answer.jsonPath().getList("data.result.value");
        return values != null && values.stream().anyMatch(value -> !String.valueOf(((List<?>) value).get(1)).equals("NaN"));
    }

    private HttpServer webhook() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            received.add(JSON.readTree(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }
}
