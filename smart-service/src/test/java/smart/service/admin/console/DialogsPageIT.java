package smart.service.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The dialogs of the tasks: what they preview, in which process they run the task, and what becomes of its result. */
class DialogsPageIT extends ScriptedPage {
    @Test
    void anInheritedLogLevelIsTheAbsenceOfALevel() {
        browser.click("[data-task=log-level]");
        browser.click("#task .primary");
        browser.awaitText("#notices", "done");
        assertThat(console.ran).containsExactly("/tasks/log-level?logger=smart.service for first");
    }

    @Test
    void aDialogIsOfTheProcessThatItWasOpenedFor() {
        browser.click("#process [data-task=drain]");
        assertThat(browser.text("#task")).contains("smart-7f9c-x2 → backend.example:443");
        console.id = "second";
        console.host = "smart-7f9c-k8";
        browser.awaitText("#task .problem", "Another process answers now: smart-7f9c-k8 → backend.example:443");
        assertThat(browser.one("#task .primary").isEnabled()).isFalse();
        browser.click("#task button[type=button]");
        browser.awaitText("#notices", "Another process answers now: smart-7f9c-k8");
        browser.click("#process [data-task=drain]");
        browser.click("#task .primary");
        browser.awaitText("#notices", "done");
        assertThat(console.ran).containsExactly("/tasks/drain for second");
    }

    @Test
    void theSameReplicaThatStartedLaterIsARestart() {
        console.id = "second";
        console.startedAt = console.now();
        browser.awaitText("#notices", "The service was restarted at");
    }

    @Test
    void aFailureIsSaidAlsoWhereTheDialogIsClosed() {
        CountDownLatch gate = new CountDownLatch(1);
        console.waiting.put("/tasks/gc", gate);
        console.failing.put("/tasks/gc", 500);
        browser.click("[data-task=gc]");
        browser.click("#task .primary");
        browser.click("#task button[type=button]");
        browser.click("#process [data-task=drain]");
        gate.countDown();
        browser.awaitText("#notices", "Collect garbage: the service responded with 500");
        assertThat(browser.text("#task-title")).isEqualTo("Drain this replica");
        assertThat(browser.text("#task .problem")).isEmpty();
    }

    /** A proxy may respond with its own page, and 200. */
    @Test
    void aSignInPageIsNotTheOutputOfATask() {
        console.failing.put("/tasks/gc", 200);
        browser.click("[data-task=gc]");
        browser.click("#task .primary");
        browser.awaitText("#task .problem", "responds with a page of its own, perhaps a sign-in");
    }

    @Test
    void aSuccessClosesNoOtherDialog() {
        CountDownLatch gate = new CountDownLatch(1);
        console.waiting.put("/tasks/gc", gate);
        browser.click("[data-task=gc]");
        browser.click("#task .primary");
        browser.click("#task button[type=button]");
        browser.click("#process [data-task=drain]");
        gate.countDown();
        browser.awaitText("#notices", "done");
        assertThat(browser.one("#task").isDisplayed()).isTrue();
        assertThat(browser.text("#task-title")).isEqualTo("Drain this replica");
    }

    @Test
    void resumeSaysWhatElseKeepsTheReplicaUnready() {
        console.situations.draining = true;
        console.situations.notReady("drain", "drained");
        browser.await(
                "the button", () -> browser.one("#process [data-task=resume]").isDisplayed());
        browser.click("#process [data-task=resume]");
        assertThat(browser.text("#task .changes"))
                .containsPattern("draining\\s+yes\\s+→\\s+no")
                .containsPattern("ready\\s+no\\s+→\\s+yes");
        console.situations.notReady("error-log", "No space left on device");
        browser.awaitText("#task", "The replica stays not ready after that: error-log.");
        assertThat(browser.text("#task .changes"))
                .containsPattern("draining\\s+yes\\s+→\\s+no")
                .doesNotContain("ready");
    }

    @Test
    void theKeyboardStaysAtTheButtonThatTakesTheOthersPlace() {
        browser.click("#process [data-task=drain]");
        browser.one("#task .primary").sendKeys(Keys.ENTER);
        browser.awaitText("#notices", "done");
        console.situations.draining = true;
        browser.await(
                "the focus",
                () -> Boolean.TRUE.equals(
                        browser.script("return document.activeElement.matches('#process [data-task=resume]')")));
    }
}
