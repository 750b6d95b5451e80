package com.wedsync.load;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.constantConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.forever;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.listFeeder;
import static io.gatling.javaapi.core.CoreDsl.percent;
import static io.gatling.javaapi.core.CoreDsl.rampConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.randomSwitch;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ClosedInjectionStep;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;

/** The five scenarios of the specification with their weights: what suppliers and couples do on an ordinary evening. */
public final class Season extends Simulation {

    private static final Duration SPIKE = Duration.ofSeconds(30);

    private final Settings settings = Settings.given();
    private final People people = new People(settings);

    private final ChainBuilder asPartner = feed(listFeeder(people.partners()).random());
    private final ChainBuilder asSupplier = feed(listFeeder(people.suppliers()).random());

    private final ChainBuilder dashboard = exec(asSupplier, exec(http("dashboard")
            .get("/api/suppliers/#{supplier}/dashboard").header("Authorization", "Bearer #{token}").check(status().is(200))));

    private final ChainBuilder forms = exec(asPartner, exec(http("forms")
            .get("/api/couples/#{couple}/forms").header("Authorization", "Bearer #{token}").check(status().is(200))));

    private final ChainBuilder coreFields = exec(asPartner,
            exec(http("core fields")
                    .get("/api/couples/#{couple}/core-fields").header("Authorization", "Bearer #{token}")
                    .check(status().is(200), jsonPath("$.data[?(@.key=='guest_count')].version").optional().saveAs("version"))),
            exec(session -> session.set("guests", 50 + ThreadLocalRandom.current().nextInt(150))
                    .set("base", session.contains("version") ? session.getString("version") : "0")),
            exec(http("core field update")
                    .patch("/api/couples/#{couple}/core-fields").header("Authorization", "Bearer #{token}")
                    .body(StringBody("{\"changes\": [{\"key\": \"guest_count\", \"value\": #{guests}, \"base_version\": #{base}}]}"))
                    .check(status().is(200))));

    private final ChainBuilder guests = exec(asPartner, exec(http("guest list")
            .get("/api/couples/#{couple}/guests?limit=100").header("Authorization", "Bearer #{token}").check(status().is(200))));

    private final ChainBuilder timeline = exec(asPartner, exec(http("timeline")
            .get("/api/couples/#{couple}/timeline").header("Authorization", "Bearer #{token}").check(status().is(200))));

    private final ScenarioBuilder evening = scenario("evening").exec(forever().on(
            randomSwitch().on(percent(30).then(dashboard), percent(25).then(forms), percent(20).then(coreFields),
                    percent(15).then(guests), percent(10).then(timeline))
                    .pause(settings.think())));

    public Season() {
        setUp(evening.injectClosed(users()))
                .protocols(http.baseUrl(settings.url()).acceptHeader("application/json").contentTypeHeader("application/json")
                        .shareConnections())
                .maxDuration(Duration.ofSeconds(60 + (long) (60 * settings.minutes()) + (settings.spike() > 1 ? 30 : 0)))
                .assertions(settings.bars() ? bars() : List.of());
    }

    private List<ClosedInjectionStep> users() {
        Duration all = Duration.ofMillis((long) (60_000 * settings.minutes()));
        List<ClosedInjectionStep> steps = new ArrayList<>();
        steps.add(rampConcurrentUsers(1).to(settings.users()).during(Duration.ofSeconds(60)));
        if (settings.spike() > 1) {
            steps.add(constantConcurrentUsers(settings.users()).during(all.dividedBy(2)));
            steps.add(constantConcurrentUsers((int) (settings.users() * settings.spike())).during(SPIKE));
            steps.add(constantConcurrentUsers(settings.users()).during(all.dividedBy(2)));
        } else {
            steps.add(constantConcurrentUsers(settings.users()).during(all));
        }
        return steps;
    }

    /** Of docs/performance.md, in milliseconds. */
    private static List<Assertion> bars() {
        return List.of(
                global().successfulRequests().percent().gt(99.9),
                details("dashboard").responseTime().percentile(95).lte(50),
                details("forms").responseTime().percentile(95).lte(40),
                details("core fields").responseTime().percentile(95).lte(25),
                details("core field update").responseTime().percentile(95).lte(25),
                details("guest list").responseTime().percentile(95).lte(75),
                details("timeline").responseTime().percentile(95).lte(40));
    }
}
