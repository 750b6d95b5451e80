package com.wedsync.core.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;

/** Somebody with the page open, and all that the browser complains of. */
final class Visit implements AutoCloseable {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    /** What a browser logs of each answer that is no success, and of a stream that a test cuts. */
    private static final String EXPECTED = "Failed to load resource: .*(status of (400|401|403|404|409|503)|net::ERR_).*";

    /** Notes what breaks the policy, and the newest answer of each resource as text. */
    private static final String WATCH = """
            window.violations = [];
            document.addEventListener('securitypolicyviolation', event => window.violations.push(event.violatedDirective));
            window.answers = {};
            const ask = window.fetch;
            const note = async (name, answer) => {
                if (!answer.headers.get('content-type')?.startsWith('text/event-stream')) {
                    window.answers[name] = await answer.text();
                    return;
                }
                let text = '';
                for await (const piece of answer.body.pipeThrough(new TextDecoderStream())) {
                    text = (text + piece).slice(-20000);
                    const events = text.split('\\n\\n').slice(0, -1).filter(event => event.includes('event: now'));
                    window.answers[name] = events.at(-1)?.replace(/^[^]*?data: /, '') ?? window.answers[name];
                }
            };
            window.fetch = async (url, init) => {
                const answer = await ask(url, init);
                const metric = url.match(/metric=(\\w+)/)?.[1];
                note(metric ? 'history:' + metric : url.replace(/^.*\\/database\\//, '').replace(/[?].*/, '').replace('optimize/', ''),
                    answer.clone()).catch(cut => cut);
                return answer;
            };""";

    /** Each figure: where it stands, what it is, and what stands there in the newest answer. */
    private static final String FIGURES = """
            () => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => drawn(
                [...document.querySelectorAll('data[data-of]')].map(figure => {
                    const [name, path] = figure.dataset.of.split('/');
                    const answer = JSON.parse(window.answers[name.replace('plan', 'maintenance/plan').replace('rounds', 'maintenance/rounds')] ?? 'null');
                    const told = path.split('.').reduce((inner, member) => inner?.[member], answer);
                    return [figure.dataset.of, figure.value, String(told)];
                })), 50))))""";

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AtomicLong bytes = new AtomicLong();
    private int compared;

    private Visit(BrowserContext context) {
        this.context = context;
        this.page = context.newPage();
        page.onConsoleMessage(message -> {
            if ((message.type().equals("error") || message.type().equals("warning")) && !message.text().matches(EXPECTED)) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onResponse(this::remember);
        page.addInitScript(WATCH);
    }

    static Visit of(Browser browser, String address, int width, int height, ColorScheme scheme) {
        Visit visit = new Visit(browser.newContext(
                new Browser.NewContextOptions().setViewportSize(width, height).setColorScheme(scheme)));
        visit.page.navigate(address);
        return visit;
    }

    private void remember(Response response) {
        String path = response.url().replaceFirst("https?://[^/]+", "");
        asked.add(response.url());
        if (!path.startsWith("/api/")) {
            bytes.addAndGet(Long.parseLong(response.headers().getOrDefault("content-length", "0")));
        }
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    void logIn(String token) {
        page.getByLabel("Service token").fill(token);
        page.getByRole(AriaRole.BUTTON,
                new Page.GetByRoleOptions().setName("Log in")).click();
    }

    Locator panel(String id) {
        return page.locator("#" + id);
    }

    /** Everything that was asked for, addresses in full. */
    List<String> asked() {
        return asked;
    }

    /** Of the page itself, as its files are. */
    long bytes() {
        return bytes.get();
    }

    Object evaluate(String script) {
        return page.evaluate(script);
    }

    /**
     * Figures of the page that are not what stands at their place in the newest answer; those that change are looked at again.
     */
    List<String> differences() throws Exception {
        List<String> wrong = List.of();
        for (int look = 0; look < 10; look++) {
            List<?> figures = (List<?>) page.evaluate(FIGURES);
            compared = figures.size();
            wrong = figures.stream().map(figure -> (List<?>) figure)
                    .filter(figure -> !Objects.equals(figure.get(1), figure.get(2))).map(Object::toString).toList();
            if (wrong.isEmpty()) {
                break;
            }
        }
        return wrong;
    }

    /** How many figures were looked at. */
    int compared() {
        return compared;
    }

    void screenshot(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")).setFullPage(true));
    }

    @Override
    public void close() {
        List<?> violations = (List<?>) page.evaluate("window.violations");
        context.close();
        assertThat(complaints).isEmpty();
        assertThat(violations).isEmpty();
    }
}
