package io.jenkins.plugins.synchronization.pages;

import io.jenkins.plugins.synchronization.browser.Browser;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.Keys;

/** A walk through a page by the tabulator. */
final class FocusWalk {

    /** To be run in each page: styles are at once what they will be. */
    static final String WITHOUT_TRANSITIONS = """
            const still = new CSSStyleSheet();
            still.replaceSync('*, *::before, *::after { transition: none !important; animation-duration: 1ms !important }');
            document.adoptedStyleSheets = [...document.adoptedStyleSheets, still];
            """;

    private static final int MANY = 1500;

    /** As if the page had just been opened. */
    private static final String FROM_THE_BEGINNING = """
            document.body.tabIndex = -1;
            document.body.focus();
            document.body.removeAttribute('tabindex');
            """;

    /** Looks at where the focus is; says whether it is where it has been. Positive tabindexes come after the page's end. */
    private static final String LOOK = """
            const look = e => [e, e.parentElement, e.nextElementSibling].filter(Boolean).flatMap(n =>
                [null, '::before', '::after'].map(part => {
                    const s = getComputedStyle(n, part);
                    return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.borderColor, s.backgroundColor,
                        s.textDecorationLine].join(' ');
                })).join('|');
            const walk = window.focusWalk ??= {stops: [], unseen: []};
            const last = walk.stops.at(-1);
            if (last && walk.focused === look(last)) {
                walk.unseen.push(last);
            }
            const now = document.activeElement;
            if (!now || now === document.body || now === document.documentElement) {
                walk.focused = null;
                walk.ends = (walk.ends ?? 0) + 1;
                return walk.ends > 2;
            }
            if (walk.stops.includes(now)) {
                return true;
            }
            walk.stops.push(now);
            walk.focused = look(now);
            return false;
            """;

    private static final String RESULT = """
            const area = [...document.querySelectorAll(arguments[0])];
            const ours = e => area.some(a => a.contains(e));
            const tag = e => e.cloneNode().outerHTML.slice(0, 300) + ' ' + e.textContent.trim().slice(0, 40);
            const controls = area.flatMap(a => [a, ...a.querySelectorAll('*')]).filter(e => e.matches(
                    'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]:not([tabindex^="-"])')
                && !e.matches(':disabled') && e.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true})
                && !(e.type === 'radio' && !e.checked)
                && !(e.tabIndex < 0 && e.closest('[aria-hidden="true"]')));
            return {
                controls: controls.length,
                missed: controls.filter(e => !window.focusWalk.stops.includes(e)).map(tag),
                unseen: window.focusWalk.unseen.filter(ours).map(tag),
            };
            """;

    private final Map<?, ?> result;

    private FocusWalk(Map<?, ?> result) {
        this.result = result;
    }

    /** Walks through the page that is open, from its beginning to its end, and looks at the elements that match. */
    static FocusWalk through(Browser browser, String css) {
        browser.evaluate(FROM_THE_BEGINNING);
        for (int presses = 0; presses < MANY; presses++) {
            browser.press(Keys.TAB);
            if (Boolean.TRUE.equals(browser.evaluate(LOOK))) {
                return new FocusWalk((Map<?, ?>) browser.evaluate(RESULT, css));
            }
        }
        throw new AssertionError("The tabulator is caught, or the page has too many controls");
    }

    /** How many controls there are. */
    long controls() {
        return (Long) result.get("controls");
    }

    /** The controls that the tabulator does not come to. */
    List<?> missed() {
        return (List<?>) result.get("missed");
    }

    /** The controls on which one cannot see that they have the focus. */
    List<?> unseen() {
        return (List<?>) result.get("unseen");
    }
}
