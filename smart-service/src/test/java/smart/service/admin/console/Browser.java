package smart.service.admin.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.deque.html.axecore.providers.EmbeddedResourceAxeProvider;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import smart.testkit.Chromium;

/** The console in Chromium. For one thread at a time. */
final class Browser implements AutoCloseable {
    private static final long PATIENCE_NANOS = Duration.ofSeconds(60).toNanos();
    private static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();

    private static @Nullable Browser shared;

    private final ChromeDriver driver;

    private final List<String> logs;

    /** Starts Chromium, which records these logs besides errors. */
    Browser(String... logs) {
        this.logs = List.of(logs);
        driver = Chromium.start(logs);
    }

    /** The one browser for the tests of this JVM, at whose end it is closed. Its window is as the last test left it. */
    static synchronized Browser shared() {
        if (shared == null) {
            Browser browser = new Browser();
            Runtime.getRuntime().addShutdownHook(new Thread(browser::close, "close-browser"));
            shared = browser;
        }
        return shared;
    }

    /** Opens a console and waits until it shows what its service says; forgets what was logged before. */
    void open(URI console) {
        driver.get("about:blank"); // The page before may ask a service that has ended, and complain.
        drainLog(LogType.BROWSER);
        logs.forEach(this::drainLog);
        driver.get(console.toString());
        awaitLive();
    }

    void awaitLive() {
        await("the page to be live", () -> "live".equals(one("#link").getDomAttribute("data-link")));
    }

    /** How wide and high the window is, in CSS pixels, and which colours its owner prefers. */
    void window(int width, int height, boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand("Emulation.setScrollbarsHidden", Map.of("hidden", true));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
        await("a window of " + width + " pixels", () -> script(
                        "return window.innerWidth + ' '" + " + matchMedia('(prefers-color-scheme: dark)').matches")
                .equals(width + " " + dark));
    }

    WebElement one(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** The text that the one element shows. */
    String text(String selector) {
        return one(selector).getText();
    }

    /** Clicks the element once it is there and nothing, such as a dialog that is about to close, is before it. */
    void click(String selector) {
        await(selector + " to be clicked", () -> {
            one(selector).click();
            return true;
        });
    }

    /** Presses the mouse at one place of the element, and lets it go at another, so many pixels from its left. */
    void drag(String selector, int from, int to) {
        await(selector, () -> one(selector).isDisplayed());
        WebElement element = one(selector);
        int middle = element.getSize().getWidth() / 2;
        new Actions(driver)
                .moveToElement(element, from - middle, 0)
                .clickAndHold()
                .moveToElement(element, (from + to) / 2 - middle, 0)
                .moveToElement(element, to - middle, 0)
                .release()
                .perform();
    }

    /** Puts {@code value} where another value stands. */
    void fill(String selector, String value) {
        one(selector).clear();
        one(selector).sendKeys(value);
    }

    Object script(String script) {
        return driver.executeScript(script);
    }

    /** Has the page ask at once, as it does where the browser is online again: no test need wait for its next second. */
    void pollNow() {
        script("window.dispatchEvent(new Event('online'))");
    }

    /** As {@link #pollNow}, where a part of the page reads its data less often: for it, three seconds have passed. */
    void pollLater() {
        script("performance.now = ((now) => () => now() + 3000)(performance.now.bind(performance))");
        pollNow();
    }

    /** Returns once the element's text has that part; fails when it doesn't within 60 s. */
    void awaitText(String selector, String part) {
        await(selector + " to say '" + part + "'", () -> text(selector).contains(part));
    }

    /** Returns once the condition holds; fails with {@code what} when it doesn't within 60 s. */
    void await(String what, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!holds(condition)) {
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                throw new AssertionError("not within 60 s: " + what + "; the page says: " + text("body"));
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static boolean holds(BooleanSupplier condition) {
        try {
            return condition.getAsBoolean();
        } catch (StaleElementReferenceException | NoSuchElementException | ElementNotInteractableException e) {
            return false; // The page has replaced it in between, or shows it soon.
        }
    }

    /** What the page has complained of since it was opened. */
    List<String> complaints() {
        return drainLog(LogType.BROWSER).stream().map(LogEntry::getMessage).toList();
    }

    /** What pages of that address have asked for since it was opened. It needs the log {@link LogType#PERFORMANCE}. */
    List<String> requests(URI console) {
        List<String> urls = new ArrayList<>();
        for (LogEntry entry : drainLog(LogType.PERFORMANCE)) {
            JsonNode message = json(entry.getMessage()).get("message");
            JsonNode request = message.get("params");
            if (message.get("method").asText().equals("Network.requestWillBeSent")
                    && request.get("documentURL").asText().startsWith(console.toString())) {
                urls.add(request.get("request").get("url").asText());
            }
        }
        return urls;
    }

    private List<LogEntry> drainLog(String type) {
        return driver.manage().logs().get(type).getAll();
    }

    /** What axe finds wrong with the page as it is, or with these parts of it, which takes less time. */
    List<String> accessibilityProblems(String... parts) {
        if (Boolean.TRUE.equals(script("return 'axe' in window"))) {
            return violations(parts);
        }
        try (InputStream axe = EmbeddedResourceAxeProvider.class.getResourceAsStream("/axe.min.js")) {
            driver.executeScript(new String(axe.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return violations(parts);
    }

    private List<String> violations(String... parts) {
        Object found = driver.executeAsyncScript(
                "const done = arguments[1];"
                        + "axe.run(arguments[0].length ? {include: arguments[0].map((part) => [part])} : document).then((result) => done(JSON.stringify(result.violations.map((one) =>"
                        + " `${one.impact} ${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`))))",
                List.of(parts));
        return json(String.valueOf(found)).valueStream().map(JsonNode::asText).toList();
    }

    /** Waits until the charts have been drawn anew after a change of the window. */
    void awaitPainted() {
        driver.executeAsyncScript("const done = arguments[0];"
                + "requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 400)))");
    }

    /** Writes a picture of what the window shows. */
    void screenshot(Path file) throws IOException {
        Map<String, Object> picture = driver.executeCdpCommand("Page.captureScreenshot", Map.of("format", "png"));
        Files.write(file, Base64.getDecoder().decode(String.valueOf(picture.get("data"))));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Chromium.quit(driver);
    }
}
