package com.wedsync.core.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;

/** An installed Chromium, without a window. */
public final class Chromium implements AutoCloseable {

    private static final List<Path> PLACES = List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"),
            Path.of("/usr/bin/google-chrome"), Path.of("/Applications/Chromium.app/Contents/MacOS/Chromium"),
            Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"));

    /** No sandbox, which root cannot have; and nothing that asks the internet for something. */
    private static final List<String> FLAGS = List.of("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** For {@code @EnabledIf}. */
    public static boolean isInstalled() {
        return executable().isPresent();
    }

    public static Chromium start() {
        Playwright playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return new Chromium(playwright, playwright.chromium().launch(new BrowserType.LaunchOptions()
                .setExecutablePath(executable().orElseThrow()).setArgs(FLAGS)));
    }

    public Browser browser() {
        return browser;
    }

    private static Optional<Path> executable() {
        return PLACES.stream().filter(Files::isExecutable).findFirst();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
