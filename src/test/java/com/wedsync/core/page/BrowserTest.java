package com.wedsync.core.page;

import java.net.URL;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.wedsync.core.testing.Chromium;
import com.wedsync.core.testing.Service;

import io.quarkus.test.common.http.TestHTTPResource;

/** A browser for the tests of a class, and the page open in it, which must not complain, for each of them. */
abstract class BrowserTest {

    private static final double SOON = 30_000;

    static Chromium chromium;

    @TestHTTPResource("/")
    URL address;

    Visit visit;
    Page page;

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
    void the_page_is_open() throws Exception {
        Service.awaitSchema();
        visit = Visit.of(chromium.browser(), address.toString(), 1440, 1000, ColorScheme.LIGHT);
        page = visit.page();
    }

    @AfterEach
    void nothing_was_complained_of() {
        visit.close();
    }
}
