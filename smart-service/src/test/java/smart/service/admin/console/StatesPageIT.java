package smart.service.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import smart.service.admin.console.history.Silence;

/** What the page says in each state, in a browser, in front of a service that is told how it is. */
class StatesPageIT {
    private static Browser browser;

    private static ScriptedConsole console;

    @BeforeAll
    static void start() {
        console = new ScriptedConsole();
        console.past(0, "refused");
        browser = new Browser();
    }

    @AfterAll
    static void stop() {
        browser.close();
        console.close();
    }

    @BeforeEach
    void open() {
        console.reset();
        browser.window(1280, 900, false);
        browser.open(console.url());
    }

    private void play(ConsoleStates state, String title) {
        state.play(console);
        browser.pollNow();
        browser.awaitText("#state-title", title);
    }

    private static String title() {
        return String.valueOf(browser.script("return document.title"));
    }

    private static String icon() {
        return String.valueOf(browser.script("return decodeURIComponent(document.getElementById('icon').href)"));
    }

    @Test
    void oneOfThirteenCallsThatFailsIsRed() {
        console.situations.happened("smart.requests.success", 240);
        console.situations.happened("smart.requests.backend_status", 20);
        browser.awaitText("#state-title", "7.7 % of calls fail");
        assertThat(browser.one("#state").getDomAttribute("data-level")).isEqualTo("bad");
        assertThat(browser.text("#state")).doesNotContain("Nothing to do");
    }

    @Test
    void slowFromTheStartIsSaidThoughWhatIsUsualIsNotKnown() {
        play(ConsoleStates.SLOW_FROM_THE_START, "Backend slow");
        assertThat(browser.text("#state-facts")).contains("3.5 s", "usual: not known yet");
        browser.awaitText("[data-figure=attemptMs]", "usual: not known yet");
        assertThat(browser.text("#state-actions")).contains("Timeout").doesNotContain("hedging");
    }

    @Test
    void severalAtOnceAreAllSaidAndWhatIsNotReadyIsInTheHeader() {
        play(ConsoleStates.DRAINING, "Draining");
        assertThat(browser.text("#state-also")).startsWith("also: Backend slow since ");
        assertThat(browser.text("#ready")).startsWith("Not ready since ").endsWith("drain");
        play(ConsoleStates.HEALTHY, "Healthy");
        assertThat(browser.text("#ready")).isEqualTo("Ready");
    }

    @Test
    void noTrafficIsNeutralAndSaysWhenTheLastCallWas() {
        play(ConsoleStates.NO_TRAFFIC, "No traffic");
        assertThat(browser.one("#state").getDomAttribute("data-level")).isEqualTo("idle");
        assertThat(browser.text("#state-facts")).containsPattern("last call at .*\\d\\d:\\d\\d");
        assertThat(browser.text("#state")).doesNotContain("Nothing to do");
        console.situations.silence = new Silence(1L, true);
        browser.awaitText("#state-title", "Calls have stopped");
        assertThat(browser.one("#state").getDomAttribute("data-level")).isEqualTo("warn");
    }

    @Test
    void refusedConnectionsNameTheBackendAndItsErrorAndOfferWhatHelps() {
        play(ConsoleStates.BACKEND_FAILING, "Backend failing");
        assertThat(browser.text("#state-cause")).contains("backend.example:443");
        assertThat(browser.text("#state-facts")).contains("Connection refused");
        assertThat(browser.all("#state-actions > *").stream().map(WebElement::getText))
                .containsExactly("Error notes");
    }

    @Test
    void whatWasIsListedAndMarkedInTheCharts() {
        play(ConsoleStates.RECOVERED, "Recovered");
        assertThat(browser.text("#events-list")).contains("Backend failing, 412 calls failed", "set-limit");
        browser.awaitText("#state-past", "Backend failing, 412 calls failed");
        String band = "const canvas = document.querySelector('[data-chart=callMs] canvas');"
                + "const at = (x) => [...canvas.getContext('2d').getImageData(x, 12, 1, 1).data];"
                + "return Array.from({length: canvas.width}, (_, x) => at(x)).filter(([r, g, b, a]) =>"
                + " a === 255 && r === 252 && g === 232 && b === 230).length";
        browser.await("the band", () -> (Long) browser.script(band) > 40);
    }

    @Test
    void noLabelOfAnEventCoversAnother() {
        String placed = "return import('/console/plot.js').then(({ rows }) =>"
                + " rows([[50, 90], [30, 60], [0, 40], [35, 70], [36, 72], [100, 120], [91, 99]], 3, 4).join())";
        assertThat(browser.script(placed)).isEqualTo("0,1,0,2,-1,0,1");
    }

    @Test
    void aTabThatCanNotBeSeenIsGreyAndSaysSo() {
        assertThat(title()).isEqualTo("smart-7f9c-x2 · Healthy");
        browser.script("Object.defineProperty(document, 'hidden', {value: true, configurable: true});"
                + "document.dispatchEvent(new Event('visibilitychange'))");
        browser.await("the title", () -> title().matches("smart-7f9c-x2 · Healthy at \\d\\d:\\d\\d, not live"));
        assertThat(icon()).contains("#7d8793", "fill=\"none\"");
        assertThat(browser.text("#link")).contains("last answer at");
        browser.script("Object.defineProperty(document, 'hidden', {value: false, configurable: true});"
                + "document.dispatchEvent(new Event('visibilitychange'))");
        browser.await("it to be live", () -> title().equals("smart-7f9c-x2 · Healthy"));
        assertThat(icon()).contains("#1f9d5b");
    }

    @Test
    void aPageThatGotNoAnswerForSomeSecondsIsGreyAndNamesTheLastAnswer() {
        browser.script("window.fetch = () => new Promise(() => {})");
        browser.awaitText("#link", "Not live: last answer at");
        assertThat(browser.one("body").getDomAttribute("class")).isEqualTo("stale");
        assertThat(title()).endsWith("not live");
    }

    @Test
    void aClockThatStepsBackFreezesNothing() {
        console.stepBack(3_600_000);
        console.tick();
        browser.await("the steps of the new clock", () -> {
            console.tick();
            String hour = String.valueOf(browser.script("document.querySelector('[data-chart=calls] .plot').focus();"
                    + "document.querySelector('[data-chart=calls] .plot').dispatchEvent("
                    + "new KeyboardEvent('keydown', {key: 'End'}));"
                    + "return document.getElementById('reading').textContent"));
            return hour.startsWith(clock(console.now()));
        });
        console.situations.happened("smart.requests.success", 500);
        console.situations.happened("smart.requests.timeout", 500);
        browser.awaitText("#state-title", "50 % of calls fail");
    }

    private static String clock(long millis) {
        return String.valueOf(browser.script("return new Date(" + millis + ").toTimeString().slice(0, 5)"));
    }

    /** The mean of the seconds' percentiles would be 318 ms, and the mean of their ratios 10 %. */
    @Test
    void theTilesTakeTheTenSecondsOwnPercentileAndRatio() {
        console.situations.hedging = true;
        for (int second = 0; second < 9; second++) {
            console.second(11, 20, 0);
        }
        console.second(1, 3000, 1);
        browser.await(
                "the p95", () -> browser.text("[data-figure=callMs] .value").matches("(19|20|21) ms"));
        assertThat(browser.text("[data-figure=attemptMs] .value")).matches("(19|20|21) ms");
        assertThat(browser.text("[data-figure=hedging] .value")).isEqualTo("1 %");
        assertThat(browser.text("[data-figure=calls] .value")).isEqualTo("10");
        assertThat(browser.text("[data-figure=inFlight]")).contains("peak", "7", "of 100, now 3");
    }

    @Test
    void noTileIsRedWhileTheStateIsGreen() {
        console.situations.happened("smart.requests.rejected", 2); // Of a thousand.
        browser.awaitText("#state-title", "Healthy");
        assertThat(browser.one("[data-figure=refused]").getDomAttribute("data-level"))
                .isEmpty();
        play(ConsoleStates.REFUSING, "Refusing");
        browser.await(
                "red", () -> "bad".equals(browser.one("[data-figure=refused]").getDomAttribute("data-level")));
    }

    @Test
    void aLinkToATimeBeforeItsRangeShowsThatTime() {
        long now = console.now();
        browser.open(console.url().resolve("/?range=5m&from=" + (now - 420_000) + "&to=" + (now - 300_000)));
        browser.await(
                "the calls", () -> !browser.one("[data-chart=calls] .empty").isDisplayed());
        assertThat(browser.one("#ranges input[value='15m']").isSelected()).isTrue();
        assertThat(browser.one("#charts-lost").isDisplayed()).isFalse();
    }

    @Test
    void aLinkToATimeThatIsGoneSaysSo() {
        long now = console.now();
        browser.open(console.url().resolve("/?range=5m&from=" + (now - 9_000_000) + "&to=" + (now - 8_000_000)));
        browser.awaitText("#charts-lost", "There is no data from before");
        browser.awaitText("[data-chart=calls] .empty", "No data of this time");
    }

    @Test
    void aPageThatIsHiddenAsksEveryThirtySeconds() {
        browser.script("window.pauses = []; const real = window.setTimeout;"
                + "window.setTimeout = (work, pause) => { pauses.push(pause); return real(work, pause); };"
                + "Object.defineProperty(document, 'hidden', {value: true, configurable: true});"
                + "document.dispatchEvent(new Event('visibilitychange'))");
        browser.pollNow(); // One that runs while the page is hidden.
        browser.await("two long pauses", () -> (Boolean)
                browser.script("return pauses.length > 1 && pauses.slice(-2).every((pause) => pause === 30000)"));
        browser.script("Object.defineProperty(document, 'hidden', {value: false, configurable: true});"
                + "document.dispatchEvent(new Event('visibilitychange'))");
        browser.await("a short one", () -> (Boolean) browser.script("return pauses.at(-1) <= 1000"));
    }

    @Test
    void theRangeAndTheFilterAreInTheAddressAndALinkShowsTheSame() {
        browser.one("#ranges input[value='15m']").sendKeys(Keys.SPACE);
        browser.fill("#errors-text", "abc");
        browser.await("the address", () -> String.valueOf(browser.script("return location.search"))
                .equals("?range=15m&text=abc"));
        browser.open(console.url().resolve("/?range=1h&kind=reset"));
        assertThat(browser.one("#ranges input[value='1h']").isSelected()).isTrue();
        assertThat(browser.one("#errors-kind").getDomProperty("value")).isEqualTo("reset");
    }

    @Test
    void draggingZoomsAllChartsAndTheAddressHasIt() {
        browser.drag("[data-chart=callMs] .u-over", 60, 160);
        browser.await("the zoom", () -> String.valueOf(browser.script("return location.search"))
                .matches("\\?range=5m&from=\\d+&to=\\d+"));
        assertThat(browser.one("#zoom-out").isDisplayed()).isTrue();
        browser.click("#zoom-out");
        browser.await("all", () -> browser.script("return location.search").equals("?range=5m"));
    }

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
    void groupsOfNotesSayHowManyAndWhen() {
        play(ConsoleStates.BACKEND_FAILING, "Backend failing");
        browser.awaitText("#errors-groups", "4,712×");
        assertThat(browser.text("#errors-groups")).contains("status 503", "88 notes dropped");
        assertThat(browser.all("#errors-groups details")).hasSize(3);
    }

    @Test
    void whereTasksAreOffTheButtonsSaySoBeforeTheyArePressed() {
        play(ConsoleStates.ERROR_LOG_FULL, "Error log not writable");
        assertThat(browser.text("#state-advice")).contains("frees 64 MiB");
        browser.await("the button", () -> !browser.one("#state-actions [data-task=clear-error-log]")
                .isEnabled());
        assertThat(browser.text("#settings")).contains("Tasks are off");
        console.tasks = new Now.TaskAccess("credentials", "credentials are needed: adminUser and adminPassword");
        browser.awaitText("#settings", "Changes need a sign-in.");
    }

    @Test
    void aDialogFollowsWhatAnotherTabChangedAndAnEmptiedFieldIsRefused() {
        browser.click("[data-key='limit.maxInFlight'] button");
        console.limit = "55";
        browser.await(
                "the new value", () -> "55".equals(browser.one("#field-value").getDomProperty("value")));
        browser.fill("#field-value", "60");
        assertThat(browser.text("#task .changes")).containsPattern("55\\s+→\\s+60");
        browser.one("#field-value").clear();
        browser.awaitText("#task .problem", "limit.maxInFlight must not be empty");
        assertThat(browser.one("#task .primary").isEnabled()).isFalse();
    }

    @Test
    void replicasAreShownWithTheirSumAndTheWayToTheOthers() {
        ConsoleStates.REPLICAS.play(console);
        browser.awaitText("#peers", "smart-7f9c-k8");
        assertThat(browser.text("#peers-rows"))
                .contains("Healthy (this one)", "Backend failing", "does not respond: no response within 1.5 s");
        assertThat(browser.text("#peers-sum"))
                .isEqualTo("2 of 3 ready, 89.2 calls/s, 12 of 200 in flight, highest p95 900 ms");
        browser.click("[data-peer='10.1.0.8:8001'] a");
        assertThat(browser.text("#peer")).contains("kubectl port-forward pod/smart-7f9c-k8 9001:8001", "ssh -L");
    }

    /** Behind a name may be an ingress or a tunnel, whose browser does not reach the addresses of the replicas. */
    @Test
    void aPageOpenedByAHostNameSaysHowToReachAReplica() {
        ConsoleStates.REPLICAS.play(console);
        browser.open(URI.create("http://smart.localhost:" + console.url().getPort() + "/"));
        browser.awaitText("#peers", "smart-7f9c-k8");
        browser.click("[data-peer='10.1.0.8:8001'] a");
        assertThat(browser.text("#peer"))
                .contains(
                        "You opened this page at smart.localhost", "kubectl port-forward pod/smart-7f9c-k8 9001:8001");
    }

    @Test
    void thePageIsSmall() {
        Object bytes = browser.script("return performance.getEntriesByType('resource')"
                + ".filter((one) => /\\.(js|css)$/.test(one.name)).reduce((sum, one) => sum + one.decodedBodySize, 0)");
        assertThat((Long) bytes).isBetween(50_000L, 190_000L);
        assertThat(browser.complaints()).isEmpty();
    }
}
