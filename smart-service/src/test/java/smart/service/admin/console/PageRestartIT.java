package smart.service.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smart.mock.MockBackend;
import smart.mock.reply.Reply;
import smart.service.SmartProcess;
import smart.service.SmartService;
import smart.testkit.Ports;

/** The console while its service goes, comes back, and asks who is there. */
class PageRestartIT {
    private static final String PASSWORD = "a secret: it has a colon";

    @TempDir
    private Path folder;

    @Test
    void itSaysThatTheServiceIsGoneAndComesBackByItself() throws Exception {
        Browser browser = Browser.shared();
        browser.window(1280, 900, false);
        try (MockBackend backend = MockBackend.start()) {
            backend.always(Reply.ok("{}"));
            int port = Ports.unused();
            try (SmartService first = SmartService.inFrontOf(backend.url())
                    .with("adminPort", String.valueOf(port))
                    .started()) {
                assertThat(first.getAdminPort()).isEqualTo(port);
                browser.open(URI.create("http://127.0.0.1:" + port + "/"));
            }
            browser.awaitText("#state-title", "The service does not respond");
            assertThat(browser.text("#link-text")).startsWith("Lost at");

            Map<String, String> variables = Map.of(
                    "PORT_NUMBER",
                    "0",
                    "ADMIN_PORT",
                    String.valueOf(port),
                    "ADMIN_USER",
                    "operator",
                    "ADMIN_PASSWORD",
                    PASSWORD,
                    "REMOTE_URL",
                    backend.url().toString());
            try (SmartProcess second = SmartProcess.start(folder, variables, "server")) {
                assertThat(second.ports("admin")).containsExactly(port);
                browser.awaitLive();
                browser.awaitText("#notices", "The service was restarted");
                browser.await(
                        "both starts among what happened",
                        () -> browser.all("#events-list [data-kind=start]").size() == 2);
                browser.complaints(); // Chromium notes each request that found nobody.
                askedForCredentials(browser);
            }
        }
    }

    private static void askedForCredentials(Browser browser) {
        browser.awaitText("#settings", "Changes need a sign-in.");
        browser.click("[data-key='limit.maxInFlight'] button");
        browser.fill("#field-value", "33");
        browser.click("#task .primary");
        browser.await("the question", () -> browser.one("#credentials").isDisplayed());
        signIn(browser, "wrong");
        browser.awaitText("#credentials .problem", "did not accept");
        assertThat(browser.one("#user").getDomProperty("value")).isEqualTo("operator");
        signIn(browser, PASSWORD);
        browser.await("the setting", () -> browser.text("[data-key='limit.maxInFlight']")
                .contains("33"));
    }

    private static void signIn(Browser browser, String password) {
        browser.fill("#user", "operator");
        browser.fill("#password", password);
        browser.click("#credentials .primary");
    }
}
