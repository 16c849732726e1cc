package smart.service.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;
import smart.service.admin.console.history.Silence;

/** What the page says in each state. */
class StatesPageIT extends ScriptedPage {
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
    void noTileIsRedWhileTheStateIsGreen() {
        console.situations.happened("smart.requests.rejected", 2); // Of a thousand.
        browser.awaitText("#state-title", "Healthy");
        assertThat(browser.one("[data-figure=refused]").getDomAttribute("data-level"))
                .isEmpty();
        play(ConsoleStates.REFUSING, "Refusing");
        browser.await(
                "red", () -> "bad".equals(browser.one("[data-figure=refused]").getDomAttribute("data-level")));
    }
}
