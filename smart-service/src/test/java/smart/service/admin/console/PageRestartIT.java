package smart.service.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import smart.mock.MockBackend;
import smart.mock.reply.Reply;
import smart.service.SmartService;

/** The console while its service goes, comes back, and asks who is there. */
class PageRestartIT {
    @Test
    void itSaysThatTheServiceIsGoneAndComesBackByItself() throws Exception {
        try (MockBackend backend = MockBackend.start();
                Browser browser = new Browser()) {
            backend.always(Reply.ok("{}"));
            int port;
            try (SmartService first = SmartService.inFrontOf(backend.url()).started()) {
                port = first.getAdminPort();
                browser.open(URI.create("http://127.0.0.1:" + port + "/"));
            }
            browser.awaitText("#state-title", "The service does not answer");
            assertThat(browser.text("#link-text")).startsWith("Lost at");

            SmartService second = SmartService.inFrontOf(backend.url())
                    .with("adminPort", String.valueOf(port))
                    .with("adminUser", "operator")
                    .with("adminPassword", "a secret: ü");
            try (second) {
                second.started();
                browser.awaitLive();
                browser.awaitText("#notices", "The service was restarted");
                browser.complaints(); // Chromium notes each request that found nobody.
                askedForCredentials(browser);
            }
        }
    }

    private static void askedForCredentials(Browser browser) {
        browser.click("[data-key='limit.maxInFlight'] button");
        browser.fill("#field-value", "33");
        browser.click("#task .primary");
        browser.await("the question", () -> browser.one("#credentials").isDisplayed());
        signIn(browser, "wrong");
        browser.awaitText("#credentials .problem", "did not accept");
        signIn(browser, "a secret: ü");
        browser.await("the setting", () -> browser.text("[data-key='limit.maxInFlight']").contains("33"));
    }

    private static void signIn(Browser browser, String password) {
        browser.fill("#user", "operator");
        browser.fill("#password", password);
        browser.click("#credentials .primary");
    }
}
