package smart.service.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import smart.service.limit.rule.LimitChange;
import smart.service.limit.rule.LimitChange.Reason;
import smart.testkit.Await;

/** What the console says of the limit, in a browser. */
class LimitPageIT extends ScriptedPage {
    @Test
    void anAdaptiveLimitSaysWhyItChangedLast() {
        browser.awaitText("#state-title", "Healthy");
        assertThat(browser.one("#limit-changed").isDisplayed()).isFalse();

        console.adaptive = new LimitChange(Reason.LATENCY, 60, 48, 0);
        browser.awaitText("#limit-changed", "from 60 to 48: the backend was slower");
        assertThat(browser.text("#figures")).contains("of 48, adaptive");

        console.adaptive = null;
        Await.until("it is gone", () -> !browser.one("#limit-changed").isDisplayed());
    }
}
