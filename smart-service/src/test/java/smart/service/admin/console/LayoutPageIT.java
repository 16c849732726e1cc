package smart.service.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page fits every window, moves nothing, and can be read by everyone. */
class LayoutPageIT extends ScriptedPage {
    private String state(ConsoleStates state) {
        state.play(console);
        browser.pollNow();
        return console.situations.state().title();
    }

    @Test
    void atATabletsWidthTheTilesAreFourAndThreeAndOnAPhoneControlsAreLargeEnough() {
        browser.window(768, 900, false);
        List<Object> tops = tops("#figures > div");
        assertThat(tops.stream()
                        .collect(Collectors.groupingBy(top -> top, Collectors.counting()))
                        .values())
                .containsExactlyInAnyOrder(4L, 3L);
        browser.window(360, 800, false);
        assertThat(browser.script("return [...document.querySelectorAll('button, .button, input, select, summary')]"
                        + ".filter((one) => one.offsetHeight && one.offsetHeight < 40).map((one) => one.outerHTML)"))
                .isEqualTo(List.of());
        assertThat(browser.script("return getComputedStyle(document.getElementById('errors-text')).fontSize"))
                .isEqualTo("16px");
    }

    @SuppressWarnings("unchecked")
    private static List<Object> tops(String selector) {
        return (List<Object>) browser.script("return [...document.querySelectorAll('" + selector
                + "')].map((one) => Math.round(one.getBoundingClientRect().top))");
    }

    @ParameterizedTest
    @ValueSource(ints = {360, 768, 1280, 2560})
    void noStateOverflowsOrMovesTheLayoutAndAxeFindsNothing(int width) {
        browser.window(width, 900, width == 768);
        TreeSet<String> tops = new TreeSet<>();
        for (ConsoleStates state : ConsoleStates.values()) {
            browser.awaitText("#state-title", state(state));
            assertThat(browser.script("return document.documentElement.scrollWidth"))
                    .as(state.name())
                    .isEqualTo(browser.script("return document.documentElement.clientWidth"));
            tops.add(String.valueOf(browser.script(
                    "return Math.round(document.getElementById('figures').getBoundingClientRect().top + scrollY)")));
        }
        if (width > 360) { // On a phone the words of a state take as many lines as they need.
            assertThat(tops).as("where the figures begin").hasSize(1);
        }
        if (width < 1280) { // The wide layouts have the same elements.
            assertThat(browser.accessibilityProblems()).isEmpty();
        }
    }

    /** In both themes: the colours of a red or amber state have enough contrast, too. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void axeFindsNothingInAnyState(boolean dark) {
        browser.window(1280, 900, dark);
        for (ConsoleStates state : ConsoleStates.values()) {
            browser.awaitText("#state-title", state(state));
            assertThat(browser.accessibilityProblems("#state", "#figures", "#peers", "#events-list"))
                    .as(state.name())
                    .isEmpty();
        }
    }

    @Test
    void thePageIsSmall() {
        Object bytes = browser.script("return performance.getEntriesByType('resource')"
                + ".filter((one) => /\\.(js|css)$/.test(one.name)).reduce((sum, one) => sum + one.decodedBodySize, 0)");
        assertThat((Long) bytes).isBetween(50_000L, 190_000L);
        assertThat(browser.complaints()).isEmpty();
    }
}
