package smart.service.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.logging.LogType;
import smart.mock.MockBackend;
import smart.mock.reply.Reply;
import smart.service.SmartService;

/** The console as the one on call uses it: in a browser, in front of a real service. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PageIT {
    private static final MockBackend BACKEND = MockBackend.start();

    @RegisterExtension
    private static final SmartService SMART = SmartService.inFrontOf(BACKEND.url());

    private static Browser browser;

    @BeforeAll
    static void start() {
        browser = new Browser(LogType.PERFORMANCE);
        BACKEND.always(Reply.ok("{}"));
    }

    @AfterAll
    static void stop() {
        browser.close();
        BACKEND.close();
    }

    @BeforeEach
    void open() {
        browser.window(1280, 900, false);
        browser.open(console());
    }

    @AfterEach
    void thePageHasNothingToComplainOf() {
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void itOpensWithLiveDataAndAsksNobodyElse() throws Exception {
        SMART.get("");
        browser.awaitText("[data-chart=calls] .legend", "success");
        browser.await("a call in the chart", () -> browser.script("const canvas = document.querySelector('canvas');"
                        + "return canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)"
                        + ".data.some((byte) => byte)")
                .equals(true));
        browser.awaitText("#ready", "Ready");
        assertThat(String.valueOf(browser.script("return document.title")))
                .matches(".+ · .+")
                .startsWith(browser.text("#host"));
        assertThat(browser.text("#identity")).contains(BACKEND.url().getAuthority());
        assertThat(browser.all("[data-chart]")).hasSize(6);
        assertThat(browser.text("#figures")).contains("In flight", "Call p95");
        browser.awaitText("#checks", "backend healthy"); // It is run for the first time after some seconds.
        assertThat(setting("limit.rejectStatus")).contains("503", "default");
        assertThat(setting("backend.url")).contains(BACKEND.url().toString());
        assertThat(browser.text("#service")).contains("version", "Java");
        assertThat(browser.requests(console()))
                .contains(console() + "console/console.js")
                .allMatch(url -> url.startsWith(console().toString()) || url.startsWith("data:"));
    }

    @Test
    void theLimitIsChangedAfterItHasSaidFromWhatToWhat() throws Exception {
        browser.click("[data-key='limit.maxInFlight'] button");
        browser.fill("#field-value", "77");
        assertThat(browser.text("#task .changes")).matches("(?s)limit.maxInFlight\\s+\\d+\\s+→\\s+77");
        assertThat(metric("smart_in_flight_limit")).isNotEqualTo("77.0");
        browser.click("#task .primary");
        browser.awaitText("#notices", "77");
        assertThat(metric("smart_in_flight_limit")).isEqualTo("77.0");
        browser.await("the setting", () -> setting("limit.maxInFlight").matches("(?s).*77.*task at .*"));
    }

    @Test
    void whatTheServiceRefusesIsSaidInTheDialog() {
        browser.click("[data-key='limit.maxInFlight'] button");
        browser.fill("#field-value", "many");
        browser.click("#task .primary");
        browser.await("the refusal", () -> !browser.text("#task .problem").isEmpty());
        List<String> complaints = new ArrayList<>();
        browser.await("the browser's own complaint", () -> {
            complaints.addAll(browser.complaints());
            return !complaints.isEmpty();
        });
        assertThat(complaints).hasSize(1).allMatch(complaint -> complaint.contains("status of 400"));
        assertThat(browser.one("#task").isDisplayed()).isTrue();
        browser.one("#field-value").sendKeys(Keys.ESCAPE);
        browser.await("no dialog", () -> !browser.one("#task").isDisplayed());
    }

    @Test
    void timeoutAndHedgingAreChangedForTheCallsToCome() throws Exception {
        browser.click("[data-key='backend.timeout'] button");
        browser.fill("#field-value", "900ms");
        browser.click("#task .primary");
        browser.await("the timeout", () -> setting("backend.timeout").contains("900ms"));

        browser.click("[data-key='hedging.enabled'] button");
        browser.one("#field-enabled").sendKeys("true");
        browser.fill("#field-delay", "150ms");
        assertThat(browser.all("#task .changes li")).hasSize(2);
        browser.click("#task .primary");
        browser.await("hedging", () -> setting("hedging.enabled").contains("true"));
        browser.awaitText("[data-figure=hedging]", "Extra load");
        assertThat(setting("hedging.delay")).contains("150ms", "task");
        // On a loaded machine the calls of other tests may take longer than that.
        SMART.admin("POST", "/tasks/set-hedging?enabled=false");
        SMART.admin("POST", "/tasks/set-timeout?value=10s");
    }

    @Test
    void drainMakesItUnreadyAndResumeReadyAgain() {
        browser.click("#process [data-task=drain]");
        assertThat(browser.text("#task .changes")).containsPattern("ready\\s+yes\\s+→\\s+no");
        browser.click("#task .primary");
        browser.awaitText("#state-title", "Draining");
        browser.await("it not to be ready", () -> ready() == 503);

        browser.click("#state-actions [data-task=resume]");
        browser.click("#task .primary");
        browser.await(
                "the drain to be over", () -> !browser.text("#state-title").equals("Draining"));
        browser.await("it to be ready", () -> ready() == 200);
    }

    @Test
    @Order(Integer.MAX_VALUE) // The calls that fail here are what the page speaks of for five minutes.
    void errorNotesAreGroupedOpenedFilteredAndCleared() throws Exception {
        SMART.admin("POST", "/tasks/set-hedging?enabled=false");
        SMART.admin("POST", "/tasks/set-timeout?value=10s");
        BACKEND.always(Reply.of("busy", 503, 0));
        SMART.get("", "X-Request-Id", "first");
        SMART.get("", "X-Request-Id", "second");
        BACKEND.always(Reply.of("no JSON", 200, 0));
        SMART.get("", "X-Request-Id", "third");
        BACKEND.always(Reply.ok("{}"));
        // They are written, and shown, one after the other; the newest is the first.
        browser.await("all notes", () -> browser.text("#errors-groups")
                .matches("(?s)invalid json\\s+1×.*status 503\\s+2×.*"));

        browser.click("#errors-groups .group:nth-child(2) summary");
        browser.awaitText("#errors-groups .group:nth-child(2) tbody", "second");
        assertThat(browser.text("#errors-groups .group:nth-child(2) tbody")).contains("first", "1/1");
        browser.window(360, 900, false);
        assertThat(browser.text("#errors-groups .group:nth-child(2) tbody")).contains("second");

        browser.one("#errors-kind").sendKeys("status");
        browser.await("one kind", () -> groups().stream()
                .noneMatch(group -> group.getText().contains("invalid")));
        browser.fill("#errors-text", "nobody");
        browser.awaitText("#errors-empty", "No note matches");

        browser.click("#errors [data-task=clear-error-log]");
        browser.click("#task .primary");
        browser.await("an empty log", () -> size() == 0);
        browser.awaitText("#errors-size", "0 B");
        browser.awaitText("#events-list", "clear-error-log");
    }

    @Test
    void whatABackendSaysNeverBecomesMarkup() throws Exception {
        Files.writeString(
                SMART.errorLog(),
                "2026-11-23T22:51:54.123Z request=7f3a attempt=1/3 kind=reset status=- elapsed_ms=3"
                        + " detail=\"<script>document.title = 'forged'</script><b id=forged>bold</b>\"\n",
                StandardOpenOption.APPEND);
        browser.awaitText("#errors-groups", "<script>");
        assertThat(browser.all("#forged, #errors-groups script")).isEmpty();
        assertThat(browser.script("return document.title")).isNotEqualTo("forged");
    }

    @Test
    void theLogLevelIsChangedAndGarbageIsCollected() {
        browser.click("[data-task=log-level]");
        browser.fill("#field-logger", "smart.nowhere");
        browser.one("#field-level").sendKeys("ERROR");
        browser.click("#task .primary");
        browser.awaitText("#notices", "smart.nowhere");
        browser.click("[data-task=gc]");
        browser.click("#task .primary");
        browser.await("two notices", () -> browser.all("#notices .notice").size() == 2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void axeFindsNothingAndThePageFitsANarrowWindow(boolean dark) {
        browser.window(360, 800, dark);
        browser.awaitText("#settings-rows", "limit.maxInFlight");
        assertThat(browser.script("return document.documentElement.scrollWidth"))
                .isEqualTo(browser.script("return document.documentElement.clientWidth"));
        assertThat(browser.accessibilityProblems()).isEmpty();
        browser.click("#process [data-task=drain]");
        assertThat(browser.accessibilityProblems()).isEmpty();
        assertThat(browser.script("return getComputedStyle(document.body).backgroundColor"))
                .isEqualTo(dark ? "rgb(13, 16, 19)" : "rgb(244, 245, 247)");
    }

    @Test
    void theKeyboardReadsAChart() throws Exception {
        SMART.get("");
        browser.awaitText("[data-chart=calls] .legend", "success");
        WebElement chart = browser.one("[data-chart=calls] .plot");
        chart.sendKeys(Keys.ARROW_LEFT);
        browser.await("a reading", () -> String.valueOf(
                        browser.script("return document.getElementById('reading').textContent"))
                .matches("\\d\\d:\\d\\d:\\d\\d.*: success .*"));
        browser.one("#ranges input[value='15m']").sendKeys(Keys.SPACE);
        browser.await("another range", () -> browser.script("return performance.getEntriesByType('resource')"
                        + ".some((one) => one.name.includes('range=15m'))")
                .equals(true));
    }

    private static URI console() {
        return URI.create("http://127.0.0.1:" + SMART.getAdminPort() + "/");
    }

    private static String setting(String key) {
        return browser.text("[data-key='" + key + "']");
    }

    private static List<WebElement> groups() {
        return browser.all("#errors-groups .group");
    }

    private static long size() {
        return SMART.errorLog().toFile().length();
    }

    private static int ready() {
        try {
            return SMART.send("GET", "/health-check?type=ready").statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String metric(String name) throws IOException, InterruptedException {
        HttpResponse<String> metrics = SMART.admin("GET", "/prometheus");
        return metrics.body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElseThrow();
    }
}
