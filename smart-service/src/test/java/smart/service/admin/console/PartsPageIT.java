package smart.service.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smart.service.admin.console.watch.Event;

/** Parts of the page that get no data, or slowly: the others go on. */
class PartsPageIT extends ScriptedPage {
    @ParameterizedTest
    @CsvSource({
        "/console/events, #events-stale",
        "/console/errors/groups, #errors-stale",
        "/console/history, #charts-stale"
    })
    void aPartThatFailsSaysSoItselfAndTheServiceIsWell(String path, String notice) {
        console.failing.put(path, 503);
        console.situations.errorLogBytes = 1; // A change, so that the notes are read.
        console.events = List.of(new Event("task", "", console.now(), console.now(), "gc", ""));
        browser.pollLater();
        browser.awaitText(notice, "Not up to date: the service responded with 503.");
        assertThat(browser.text("#state-title")).isEqualTo("Healthy");
        assertThat(browser.one("#link").getDomAttribute("data-link")).isEqualTo("live");
        console.failing.clear();
        browser.pollLater();
        browser.await("no notice", () -> !browser.one(notice).isDisplayed());
    }

    @Test
    void aPartThatHangsHoldsNothing() {
        console.waiting.put("/console/errors/groups", new CountDownLatch(1));
        console.waiting.put("/console/history", new CountDownLatch(1));
        console.situations.errorLogBytes = 1;
        browser.pollNow();
        play(ConsoleStates.DRAINING, "Draining");
        play(ConsoleStates.HEALTHY, "Healthy");
        play(ConsoleStates.DRAINING, "Draining");
    }

    @Test
    void aServiceWithoutAHistoryIsShownAndItsHistoryWhenThereIsOne() {
        console.young = true;
        browser.open(console.url());
        browser.awaitText("[data-chart=calls] .empty", "No calls in this time");
        browser.awaitText("#state-title", "Healthy");
        console.young = false;
        browser.pollNow();
        browser.awaitText("[data-chart=calls] .legend", "success");
    }

    @ParameterizedTest
    @CsvSource({
        "500, The service responds with 500",
        "401, The page may not read the service",
        "403, The page may not read the service",
        "302, The page may not read the service",
        "200, The page may not read the service"
    })
    void whatAnswersInPlaceOfTheServiceIsNamed(int status, String title) {
        console.failing.put("/console/now", status);
        browser.pollNow();
        browser.awaitText("#state-title", title);
        assertThat(browser.text("#state-facts")).doesNotContain("<h1>").contains("last known state: Healthy");
        console.failing.clear();
        browser.pollNow();
        browser.awaitText("#state-title", "Healthy");
    }

    @Test
    void aSelectionAmongTheEventsStaysWhileAnIncidentLasts() {
        console.events = List.of(
                new Event("state", "bad", 2000, null, "Backend failing", "1 call failed"),
                new Event("task", "", 1000, 1000L, "set-limit", "50 -> 100"));
        browser.pollNow();
        browser.awaitText("#events-list", "1 call failed");
        browser.script("window.first = document.querySelector('#events-list li');"
                + "getSelection().selectAllChildren(document.querySelector('#events-list li:last-child'))");
        console.events = List.of(
                new Event("state", "bad", 2000, null, "Backend failing", "2 calls failed"), console.events.get(1));
        console.situations.draining = true;
        browser.pollNow();
        browser.awaitText("#state-title", "Draining");
        assertThat(browser.script("return String(getSelection())")).asString().contains("set-limit");
        console.events = List.of(
                new Event("state", "bad", 2000, null, "Backend failing", "3 calls failed"),
                new Event("task", "", 1000, 1000L, "set-limit", "50 -> 100"));
        browser.script("getSelection().removeAllRanges()");
        browser.pollNow();
        browser.awaitText("#events-list", "3 calls failed");
        assertThat(browser.script("return window.first === document.querySelector('#events-list li')"))
                .isEqualTo(true);
    }
}
