package smart.service.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import smart.service.admin.console.AddressRows.Row;
import smart.testkit.Await;

/** The console in a browser, in front of a backend with several addresses. */
class AddressesPageIT extends ScriptedPage {
    @Test
    void theAddressesAreListedWhereThereIsMoreThanOne() {
        console.addresses = List.of(new Row("10.0.0.1", "used", 0, 1, 20.0, 35.0));
        browser.awaitText("#state-title", "Healthy");
        assertThat(browser.one("#addresses").isDisplayed()).isFalse();

        console.addresses = List.of(
                new Row("10.0.0.1", "used", 0, 3, 20.5, 35.0),
                new Row("10.0.0.2", "ejected", 3_500, 0, 0.0, null),
                new Row("2001:db8::1", "slow", 0, 0, null, null),
                new Row("10.0.0.4", "trial", 0, 1, 0.1, null));
        browser.awaitText("#addresses-rows", "10.0.0.2");
        String rows = browser.text("#addresses-rows");
        assertThat(rows)
                .containsPattern("10\\.0\\.0\\.1\\s+used\\s+20\\.5/s\\s+3 in flight\\s+p95 35 ms")
                .containsPattern("10\\.0\\.0\\.2\\s+ejected, 4 s more\\s+0/s")
                .containsPattern("2001:db8::1\\s+avoided: slow to connect\\s+–/s")
                .containsPattern("10\\.0\\.0\\.4\\s+being tried");

        console.addresses = List.of();
        Await.until("it is gone", () -> !browser.one("#addresses").isDisplayed());
    }
}
