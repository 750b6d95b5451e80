package com.wedsync.core.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.wedsync.core.testing.Eventually;
import com.wedsync.core.testing.Proxy;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.Tokens;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/** The page for people on call, in a real browser against the real service. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
@TestProfile(OnCallPageTest.Soon.class)
@EnabledIf(value = "com.wedsync.core.testing.Chromium#isInstalled", disabledReason = "No Chromium is installed: the page is not tested")
@Tag("long")
class OnCallPageTest extends BrowserTest {

    /** Readings and alerts as often as somebody who watches would wish. */
    public static final class Soon implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("wedsync.sampler.every", "2s", "wedsync.alert.every", "2s", "wedsync.live.every", "1s");
        }
    }

    private static final int WEIGHT = 300_000;
    private static final Set<String> PANELS = Set.of("status", "alerts", "connections", "traffic", "queries", "locks", "feed",
            "backups", "tables", "capacity", "maintenance", "migrations");

    @Test
    void a_token_that_is_none_or_of_somebody_else_does_not_get_in() {
        visit.logIn("not-a-token");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("not accepted");

        visit.logIn(Tokens.authenticated());
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("not of the role service_role");
        assertThat(page.locator(".panel")).hasCount(0);
    }

    @Test
    void the_token_is_in_memory_only() {
        enter();

        assertThat(visit.evaluate("localStorage.length + sessionStorage.length + document.cookie.length")).isEqualTo(0);
        assertThat((String) visit.evaluate("document.documentElement.outerHTML"))
                .doesNotContain(Tokens.service().substring(0, 30));
        assertThat(visit.asked()).noneMatch(url -> url.contains("eyJ"));

        page.reload();
        assertThat(page.getByLabel("Service token")).isVisible();
    }

    @Test
    void logging_out_forgets_everything() {
        enter();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Log out")).click();

        assertThat(page.getByLabel("Service token")).hasValue("");
        assertThat(page.locator(".panel")).hasCount(0);
    }

    @Test
    void every_panel_shows_the_values_of_the_answers() throws Exception {
        enter();
        for (String panel : PANELS) {
            assertThat(visit.panel(panel).locator(".body > *").first()).isVisible();
        }
        for (String panel : List.of("status", "connections", "traffic", "queries", "locks", "feed", "tables", "capacity",
                "migrations", "backups")) {
            assertThat(visit.panel(panel).locator("data[data-of]").first()).isAttached();
        }

        List<String> wrong = visit.differences();

        assertThat(visit.compared()).isGreaterThan(100);
        assertThat(wrong).isEmpty();
    }

    @Test
    void sessions_that_wait_for_locks_are_a_tree_and_make_it_the_database() throws Exception {
        enter();
        try (Connection holder = TestDatabase.connect("owner"); Connection victim = TestDatabase.connect("owner")) {
            holder.setAutoCommit(false);
            run(holder, "LOCK TABLE wedding.form IN ACCESS EXCLUSIVE MODE");
            Thread waiting = Thread.ofVirtual().start(() -> run(victim, "SELECT count(*) FROM wedding.form"));

            Locator root = visit.panel("locks").locator(".tree > li");
            assertThat(root.locator("> ul > li .waits")).containsText("AccessShareLock on wedding.form");
            assertThat(page.locator("#answer")).hasText("It is the database: 1 session waits for a lock.");
            assertThat(page.locator("#suspect-database")).hasClass(Pattern.compile("warn|bad"));
            visit.screenshot("page-locks");

            holder.rollback();
            waiting.join();
        }
        assertThat(visit.panel("locks")).containsText("Nobody waits for a lock");
        assertThat(page.locator("#answer")).not().containsText("lock");
    }

    @Test
    void a_table_is_maintained_after_a_question_and_the_run_appears() {
        enter();
        Locator maintenance = visit.panel("maintenance");
        maintenance.locator("#action").selectOption("analyze_table");
        maintenance.locator("#table").selectOption("wedding.couple");

        maintenance.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Run").setExact(true)).click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Not now")).click();
        assertThat(maintenance.locator(".outcome")).isEmpty();

        maintenance.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Run").setExact(true)).click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Do it")).click();

        assertThat(maintenance.locator(".outcome")).containsText("Analyze of wedding.couple: completed");
        assertThat(maintenance.locator(".runs li").first()).containsText("analyze table wedding.couple");
        assertThat(maintenance.locator(".runs li").first()).containsText("by operator");
    }

    @Test
    void a_dry_run_of_migrations_says_what_was_checked() {
        enter();

        visit.panel("migrations").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Dry run")).click();

        assertThat(visit.panel("migrations").locator(".outcome")).containsText("dry run succeeded");
        assertThat(visit.panel("migrations").locator(".outcome")).containsText("Nothing was pending");
    }

    @Test
    void a_statement_has_its_plan_or_why_there_is_none() {
        enter();
        Locator queries = visit.panel("queries");

        queries.locator("[data-action=plan]").first().click();

        assertThat(queries.locator(".plan")).containsText(Pattern.compile("No plan: .+|cost="));
        queries.locator("#order").selectOption("calls");
        assertThat(queries.locator("tbody tr").first()).isVisible();
    }

    @Test
    void without_a_word_from_the_service_everything_is_told_to_be_stale_and_then_it_is_live_again() throws Exception {
        try (Proxy network = Proxy.to(address.getPort());
                Visit far = Visit.of(chromium.browser(), "http://localhost:" + network.port() + "/", 1440, 1000,
                        ColorScheme.LIGHT)) {
            enter(far);
            network.freeze();

            assertThat(far.page().locator("#link")).containsText("Stale: no word for");
            assertThat(far.page().locator("#answer")).containsText("Cannot tell: no word from the service");
            assertThat(far.page().locator("body")).hasClass(Pattern.compile(".*cut.*"));
            assertThat(far.panel("status").locator(".age")).containsText("stale");
            assertThat(far.panel("status")).hasClass(Pattern.compile(".*stale.*"));
            far.screenshot("page-stale");

            network.thaw();
            network.cut();
            assertThat(far.page().locator("#link")).hasText("Live");
            assertThat(far.page().locator("#answer")).not().containsText("Cannot tell");
        }
    }

    @Test
    void what_is_unknown_is_told_with_its_reason() {
        enter();

        assertThat(visit.panel("backups")).containsText("Backups themselves are not observed yet");
        assertThat(visit.panel("capacity")).containsText("the size of the volume is not configured");
    }

    @Test
    void it_is_light_and_asks_nobody_else() {
        assertThat(visit.bytes()).isPositive().isLessThan(WEIGHT);
        enter();

        assertThat(visit.asked()).allMatch(url -> url.startsWith(address.toString()));
        Object paint = visit.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime");
        System.out.printf("The page weighs %d bytes; first paint after %s ms%n", visit.bytes(), paint);
    }

    @Test
    void the_other_pages_are_still_there_and_swagger_is_not_bound_by_the_policy() {
        for (String link : List.of("API documentation", "OpenAPI document", "JavaScript client")) {
            assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link))).isVisible();
        }
        assertThat(visit.context().request().get(address + "openapi").status()).isEqualTo(200);
        assertThat(visit.context().request().get(address + "client/wedsync.js").status()).isEqualTo(200);
        page.navigate(address + "q/swagger-ui/");
        assertThat(page.locator("#operations-tag-Condition")).isVisible();
    }

    @Test
    void a_screen_reader_finds_its_way() throws Exception {
        enter();

        assertThat((List<?>) visit.evaluate(Accessibility.LANDMARKS)).asString()
                .isEqualTo("[banner, navigation, main, contentinfo]");
        assertThat((List<?>) visit.evaluate(Accessibility.NAMELESS)).isEmpty();
        assertThat((List<?>) visit.evaluate(Accessibility.HEADINGS_OUT_OF_ORDER)).isEmpty();
        assertThat((List<?>) visit.evaluate(Accessibility.DOUBLE_IDS)).isEmpty();
        assertThat(page.getByRole(AriaRole.REGION).count()).isGreaterThanOrEqualTo(PANELS.size());
    }

    @Test
    void everything_can_be_reached_by_keyboard_in_the_order_of_the_page() {
        assertThat(page.getByLabel("Service token")).isFocused();
        page.keyboard().press("Shift+Tab");
        assertThat(page.getByText("Skip to the figures")).isFocused();
        enter();
        assertThat(page.locator("#content")).isFocused();

        page.keyboard().press("Tab");
        for (int n = 0; n < 25; n++) {
            assertThat(visit.evaluate(Accessibility.FOCUS_WENT_ON)).isEqualTo("");
            page.keyboard().press("Tab");
        }
        Locator chart = page.locator("[data-chart=requests]");
        chart.focus();
        page.keyboard().press("Home");
        assertThat(visit.panel("traffic").locator(".when").first()).isVisible();
    }

    @Test
    void text_can_be_read_in_both_schemes_and_nothing_is_wider_than_a_phone() throws Exception {
        enter();
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            for (int width : List.of(1440, 360)) {
                page.setViewportSize(width, width == 360 ? 740 : 1000);
                Eventually.get(() -> (Integer) visit.evaluate("document.documentElement.scrollWidth"), wide -> wide <= width);
                assertThat((List<?>) visit.evaluate(Accessibility.TOO_FAINT)).as(scheme + " " + width).isEmpty();
                visit.screenshot("page-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT));
            }
        }
    }

    private void enter() {
        enter(visit);
    }

    private static void enter(Visit visit) {
        visit.logIn(Tokens.service());
        assertThat(visit.page().locator(".panel")).hasCount(PANELS.size());
        assertThat(visit.page().locator("#link")).hasText("Live");
        assertThat(visit.page().locator("#answer")).not().hasText("Looking …");
    }

    private static void run(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }
}
