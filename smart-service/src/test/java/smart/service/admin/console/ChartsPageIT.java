package smart.service.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** What the tiles and charts show, of which time, and what the address says of it. */
class ChartsPageIT extends ScriptedPage {
    @Test
    void whatWasIsListedAndMarkedInTheCharts() {
        browser.script(
                "const pen = CanvasRenderingContext2D.prototype, fillText = pen.fillText; window.alignments = {};"
                        + "pen.fillText = function (text, ...place) {"
                        + " (window.alignments[text] ??= new Set()).add(this.textAlign); return fillText.call(this, text, ...place); }");
        play(ConsoleStates.RECOVERED, "Recovered");
        browser.awaitText("#events-list", "Backend failing, 412 calls failed");
        assertThat(browser.text("#events-list")).contains("set-limit");
        browser.awaitText("#state-past", "Backend failing, 412 calls failed");
        String band = "const canvas = document.querySelector('[data-chart=callMs] canvas');"
                + "const at = (x) => [...canvas.getContext('2d').getImageData(x, 12, 1, 1).data];"
                + "return Array.from({length: canvas.width}, (_, x) => at(x)).filter(([r, g, b, a]) =>"
                + " a === 255 && r === 252 && g === 232 && b === 230).length";
        browser.await("the band", () -> (Long) browser.script(band) > 40);
        assertThat(browser.script("return [...window.alignments['set-limit']].join()"))
                .as("where the label of an event begins is beside its line")
                .isEqualTo("left");
    }

    /** Between calls that are seconds apart there is no line. */
    @Test
    void aCallNowAndThenIsAPoint() {
        assertThat(browser.script("return import('/console/plot.js').then(({ lonely }) =>"
                        + " String(lonely({ data: [[], [1, null, 2, 3, null, null, 4]] }, 1)))"))
                .isEqualTo("0,6");
        for (int second = 0; second < 300; second++) {
            console.second(second % 4 == 0 ? 1 : 0, 80, 0);
        }
        String marks = "const canvas = document.querySelector('[data-chart=callMs] canvas');"
                + "const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);"
                + "let violet = 0;"
                + "for (let i = 0; i < data.length; i += 4)"
                + " violet += data[i + 3] === 255 && data[i] === 0x8a && data[i + 1] === 0x4f;"
                + "return violet";
        browser.await("the points", () -> (Long) browser.script(marks) > 40);
    }

    @Test
    void noLabelOfAnEventCoversAnother() {
        String placed = "return import('/console/plot.js').then(({ rows }) =>"
                + " rows([[50, 90], [30, 60], [0, 40], [35, 70], [36, 72], [100, 120], [91, 99]], 3, 4).join())";
        assertThat(browser.script(placed)).isEqualTo("0,1,0,2,-1,0,1");
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
}
