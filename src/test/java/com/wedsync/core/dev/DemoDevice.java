package com.wedsync.core.dev;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** One pane of the demo page, as its user sees it. */
final class DemoDevice {

    private final Locator pane;

    private DemoDevice(Locator pane) {
        this.pane = pane;
    }

    static DemoDevice phone(Page page) {
        return new DemoDevice(page.locator(".phone"));
    }

    static DemoDevice laptop(Page page) {
        return new DemoDevice(page.locator(".laptop"));
    }

    /** Connected, and everything that was written here has been answered. */
    void awaitSettled() {
        assertThat(pane).hasAttribute("data-state", "live");
        assertThat(pane).hasAttribute("data-pending", "0");
    }

    void awaitOffline() {
        assertThat(pane).hasAttribute("data-state", "waiting");
    }

    void cutNetwork() {
        network().uncheck();
    }

    void connectNetwork() {
        network().check();
    }

    void state(String coreField, String value) {
        Locator input = fact(coreField);
        input.fill(value);
        input.press("Tab");
    }

    Locator fact(String coreField) {
        return pane.locator("input[name=" + coreField + "]");
    }

    void add(String guest) {
        pane.getByLabel("Name of a new guest").fill(guest);
        pane.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Add").setExact(true)).click();
    }

    void remove(String guest) {
        pane.getByLabel("Remove " + guest).click();
    }

    void seat(String guest, String table) {
        Locator input = table(guest);
        input.fill(table);
        input.press("Tab");
    }

    Locator table(String guest) {
        return pane.getByLabel("Table of " + guest);
    }

    Locator answer(String guest) {
        return pane.getByLabel("Answer of " + guest);
    }

    Locator conflict() {
        return pane.locator(".conflict");
    }

    Locator news() {
        return pane.locator(".news");
    }

    /** Whether it is connected, and who else is. */
    Locator connection() {
        return pane.locator(".state .text");
    }

    String position() {
        return pane.getAttribute("data-position");
    }

    /** All that is shown of facts and guests. */
    String content() {
        return (String) pane.evaluate("""
                pane => [...pane.querySelectorAll('.facts input, .guest')]
                    .map(each => each.name ? each.name + '=' + each.value
                        : [each.querySelector('.name').textContent, each.querySelector('.answer').value,
                            each.querySelector('.table').value].join(' '))
                    .join('\\n')""");
    }

    private Locator network() {
        return pane.getByRole(AriaRole.SWITCH);
    }
}
