package com.wedsync.core.page;

/** Questions to a page, in JavaScript; the answers are lists of what is wrong unless said otherwise. */
final class Accessibility {

    /** The landmarks, in order. */
    static final String LANDMARKS = """
            [...document.querySelectorAll('header.top, nav, main, footer')].map(element =>
                ({ HEADER: 'banner', NAV: 'navigation', MAIN: 'main', FOOTER: 'contentinfo' })[element.tagName])""";

    /** What can be focused or is a picture and has no name. */
    static final String NAMELESS = """
            [...document.querySelectorAll('a, button, input, select, summary, [role=img], section, nav, [role=region]')]
                .filter(element => !(element.getAttribute('aria-label')
                    || document.getElementById(element.getAttribute('aria-labelledby'))?.textContent
                    || element.textContent.trim() && !element.matches('select, section')
                    || [...(element.labels ?? [])].some(label => label.textContent.trim())))
                .map(element => element.outerHTML.slice(0, 120))""";

    static final String HEADINGS_OUT_OF_ORDER = """
            [...document.querySelectorAll('h1, h2, h3, h4')].map(heading => Number(heading.tagName[1]))
                .filter((level, n, all) => n > 0 && level > all[n - 1] + 1)""";

    static final String DOUBLE_IDS = """
            [...document.querySelectorAll('[id]')].map(element => element.id).filter((id, n, all) => all.indexOf(id) !== n)""";

    /** What is wrong with where the focus has gone since it was asked last, as text: back, or nowhere. */
    static final String FOCUS_WENT_ON = """
            (() => {
                const [before, now] = [window.focused, document.activeElement];
                window.focused = now;
                const goesOn = !before || before.isConnected && (before.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_FOLLOWING);
                return goesOn && now !== document.body ? '' : 'from ' + before?.outerHTML.slice(0, 100) + ' to ' + now.outerHTML.slice(0, 100);
            })()""";

    /** Text whose contrast with what is behind it is below 4.5 (3 if it is large), by the formula of WCAG 2. */
    static final String TOO_FAINT = """
            (() => {
                const parse = text => {
                    const [r, g, b, a] = text.match(/[\\d.]+/g).map(Number);
                    return { rgb: [r, g, b], a: a ?? 1 };
                };
                const over = (top, ground) => top.rgb.map((part, n) => part * top.a + ground[n] * (1 - top.a));
                const light = rgb => {
                    const [r, g, b] = rgb.map(part => part / 255).map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
                    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
                };
                const ground = element => {
                    const grounds = [];
                    for (let one = element; one; one = one.parentElement) {
                        const colour = parse(getComputedStyle(one).backgroundColor);
                        grounds.push(colour);
                        if (colour.a === 1) {
                            break;
                        }
                    }
                    return grounds.reverse().reduce((below, one) => over(one, below), [255, 255, 255]);
                };
                return [...document.querySelectorAll('#page *, footer *')]
                    .filter(element => [...element.childNodes].some(node => node.nodeType === 3 && node.nodeValue.trim())
                        && element.checkVisibility() && !element.closest('.hidden, noscript, option'))
                    .map(element => {
                        const style = getComputedStyle(element);
                        const below = ground(element);
                        const ink = over(parse(element instanceof SVGElement ? style.fill : style.color), below);
                        const [high, low] = [light(ink), light(below)].sort((a, b) => b - a);
                        const large = parseFloat(style.fontSize) >= 24 || parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700;
                        return { text: element.textContent.slice(0, 40), contrast: (high + 0.05) / (low + 0.05), least: large ? 3 : 4.5 };
                    })
                    .filter(found => found.contrast < found.least)
                    .map(found => found.text + ' ' + found.contrast.toFixed(2));
            })()""";

    private Accessibility() {
    }
}
