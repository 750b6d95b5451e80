package com.wedsync.core.dev;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.wedsync.core.testing.Chromium;
import com.wedsync.core.testing.Eventually;
import com.wedsync.core.testing.Season;
import com.wedsync.core.testing.Season.Couple;
import com.wedsync.core.testing.TestDatabase;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** The JavaScript client and its demo, in a real browser against the real service. */
@QuarkusTest
@TestProfile(DevelopmentMode.class)
@WithTestResource(TestDatabase.class)
@EnabledIf(value = "com.wedsync.core.testing.Chromium#isInstalled", disabledReason = "No Chromium is installed: the JavaScript client and its demo page are not tested")
@Tag("long")
class DemoPageTest {

    private static final double SOON = 15_000;

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    /** What a browser logs of each answer that is no success; conflicts are such answers. */
    private static final String EXPECTED = "Failed to load resource: the server responded with a status of (409|412) .*";

    private static Chromium chromium;

    @TestHTTPResource(DemoPage.PATH)
    private URL address;

    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private BrowserContext context;
    private Page page;
    private DemoDevice hers;
    private DemoDevice his;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        PlaywrightAssertions.setDefaultAssertionTimeout(SOON);
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    @BeforeEach
    void two_devices_of_a_couple() throws SQLException {
        aCoupleOfTheDemo();
        context = chromium.browser().newContext();
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if ((message.type().equals("error") || message.type().equals("warning")) && !message.text().matches(EXPECTED)) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(address.toString());
        hers = DemoDevice.phone(page);
        his = DemoDevice.laptop(page);
        hers.awaitSettled();
        his.awaitSettled();
    }

    @AfterEach
    void nobody_complains() {
        context.close();
        assertThat(complaints).isEmpty();
    }

    @Test
    void what_one_device_changes_appears_on_the_other() {
        hers.state("guest_count", "90");
        his.answer("Arthur Byrne").selectOption("accepted");
        his.add("Mei Chen");
        his.remove("Niamh Kelly");

        assertThat(his.fact("guest_count")).hasValue("90");
        assertThat(hers.answer("Arthur Byrne")).hasValue("accepted");
        assertThat(hers.answer("Mei Chen")).hasValue("pending");
        assertThat(hers.answer("Niamh Kelly")).hasCount(0);
        assertThat(hers.news()).containsText("Jake removed Niamh Kelly");
        assertThat(his.news()).containsText("Emma changed guest count");
    }

    @Test
    void each_is_shown_while_the_other_is_there() {
        assertThat(hers.connection()).hasText("Up to date · Jake is here");
        assertThat(his.connection()).hasText("Up to date · Emma is here");

        his.cutNetwork();

        assertThat(his.connection()).hasText("Offline");
        assertThat(hers.connection()).hasText("Up to date");
    }

    @Test
    void a_device_that_was_without_network_sends_and_receives_what_it_missed_and_asks_only_about_conflicts() throws Exception {
        hers.cutNetwork();
        hers.awaitOffline();
        hers.state("wedding_date", "2027-06-26");
        hers.state("guest_count", "100");
        hers.seat("Arthur Byrne", "4");
        hers.seat("Niamh Kelly", "1");
        hers.add("Kofi Mensah");
        his.state("wedding_date", "2027-07-03");
        his.state("guest_count", "95");
        his.answer("Arthur Byrne").selectOption("declined");
        his.seat("Niamh Kelly", "2");
        his.awaitSettled();
        screenshot("conflict-before", 1440, 1000, ColorScheme.LIGHT);

        hers.connectNetwork();
        hers.awaitSettled();

        assertThat(hers.conflict()).hasCount(2);
        assertThat(hers.conflict().first()).containsText("Wedding date was changed on both devices");
        assertThat(hers.conflict().first().locator(".mine")).hasText("2027-06-26");
        assertThat(hers.conflict().first().locator(".theirs")).hasText("2027-07-03");
        assertThat(hers.conflict().last()).containsText("Niamh Kelly was changed on both devices");
        screenshots();

        hers.conflict().first().getByText("Use mine").click();
        hers.conflict().getByText("Keep theirs").last().click();

        assertThat(hers.conflict()).hasCount(0);
        assertThat(his.fact("wedding_date")).hasValue("2027-06-26");
        assertThat(hers.fact("guest_count")).hasValue("100");
        assertThat(hers.table("Niamh Kelly")).hasValue("2");
        assertThat(his.table("Arthur Byrne")).hasValue("4");
        assertThat(his.answer("Arthur Byrne")).hasValue("declined");
        assertThat(his.answer("Kofi Mensah")).hasCount(1);
        assertConverged();
    }

    @Test
    void what_waits_to_be_sent_survives_the_page() throws Exception {
        hers.cutNetwork();
        hers.awaitOffline();
        hers.seat("Arthur Byrne", "7");
        hers.add("Zoë Novák");
        hers.state("style", "festival");

        page.reload();

        hers.awaitSettled();
        assertThat(his.table("Arthur Byrne")).hasValue("7");
        assertThat(his.answer("Zoë Novák")).hasCount(1);
        assertThat(his.fact("style")).hasValue("festival");
        assertConverged();
    }

    private void assertConverged() throws Exception {
        hers.awaitSettled();
        his.awaitSettled();
        Eventually.get(() -> hers.position() + hers.content(), seen -> seen.equals(his.position() + his.content()));
    }

    private void screenshots() {
        screenshot("desktop", 1440, 1000, ColorScheme.LIGHT);
        screenshot("desktop-dark", 1440, 1000, ColorScheme.DARK);
        screenshot("phone", 390, 844, ColorScheme.LIGHT);
        screenshot("phone-dark", 390, 844, ColorScheme.DARK);
        page.setViewportSize(1440, 1000);
    }

    private void screenshot(String name, int width, int height, ColorScheme scheme) {
        page.setViewportSize(width, height);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")).setFullPage(true));
    }

    /** The two people of the demo as partners of this couple and of no other. */
    private static void aCoupleOfTheDemo() throws SQLException {
        UUID her = UUID.fromString(DemoPage.PARTNERS.getFirst());
        UUID his = UUID.fromString(DemoPage.PARTNERS.getLast());
        Season.run("DELETE FROM wedding.couple_member WHERE user_id IN (?, ?)", her, his);
        Couple couple = Season.couple();
        for (UUID partner : List.of(her, his)) {
            Season.run("INSERT INTO wedding.couple_member (couple_id, user_id, role, display_name) VALUES (?, ?, 'partner', ?)",
                    couple.id(), partner, partner.equals(her) ? "Emma Byrne" : "Jake Patel");
        }
        Season.run("""
                INSERT INTO wedding.core_field_value (couple_id, key, value)
                VALUES (?, 'wedding_date', '"2027-06-19"'), (?, 'guest_count', '84'), (?, 'style', '"rustic"')""",
                couple.id(), couple.id(), couple.id());
        for (String name : List.of("Arthur Byrne", "Niamh Kelly", "Priya Patel")) {
            Season.guest(couple, name);
        }
    }
}
