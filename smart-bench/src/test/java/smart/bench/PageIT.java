package smart.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import smart.bench.chart.SweepFigure;
import smart.bench.report.HtmlPage;
import smart.bench.result.KneeFinder;
import smart.bench.result.LevelResult;
import smart.bench.result.Levels;
import smart.bench.result.Report;

/** The page in Chromium. */
class PageIT {
    @TempDir
    private Path folder;

    private ChromeDriver browser;

    @BeforeEach
    void open() {
        LoggingPreferences logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
        logging.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(onPath("chromium"));
        options.setCapability("goog:loggingPrefs", logging);
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + folder.resolve("profile"));
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(onPath("chromedriver"))
                .usingAnyFreePort()
                .build();
        browser = new ChromeDriver(service, options);
    }

    @AfterEach
    void quit() {
        browser.quit();
    }

    @Test
    void thePageShowsItsChartAndNeedsNothingElse() throws Exception {
        show(40);
        assertThat(figures()).hasSize(1);
        assertThat(figures().get(0).getSize().getHeight()).isGreaterThan(400);
        assertThat(browser.findElements(By.cssSelector("#levels tbody tr"))).hasSize(40);
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
        assertThat(requests())
                .contains(page().toString())
                .allMatch(url -> url.startsWith("file:") || url.startsWith("data:"));
    }

    /** What the page itself has asked for; the browser's own pages don't count. */
    private List<String> requests() throws IOException {
        List<String> urls = new ArrayList<>();
        for (LogEntry entry : browser.manage().logs().get(LogType.PERFORMANCE).getAll()) {
            JsonNode message = new ObjectMapper().readTree(entry.getMessage()).get("message");
            JsonNode request = message.get("params");
            if (message.get("method").asText().equals("Network.requestWillBeSent")
                    && request.get("documentURL").asText().equals(page().toString())) {
                urls.add(request.get("request").get("url").asText());
            }
        }
        return urls;
    }

    private URI page() {
        return folder.resolve("report.html").toUri();
    }

    @Test
    void pointingAtTheChartReadsOffTheNearestLevel() throws Exception {
        show(200);
        new Actions(browser).moveToElement(figures().get(0)).perform();
        WebElement tip = browser.findElement(By.id("tip"));
        assertThat(tip.isDisplayed()).isTrue();
        assertThat(tip.getText()).containsPattern("^(9\\d|1[01]\\d) in progress\n(.|\n)*mean .* ms");
        assertThat(browser.findElements(By.cssSelector("#levels tbody tr.at"))).hasSize(1);
    }

    @Test
    void aLineCanBeHiddenAndTheAxisCanBeLogarithmic() throws Exception {
        show(5);
        WebElement line = figures().get(0).findElement(By.cssSelector("polyline.p95"));
        assertThat(line.isDisplayed()).isTrue();
        browser.findElement(By.cssSelector("[data-ink=p95]")).click();
        assertThat(line.isDisplayed()).isFalse();
        WebElement even = figures().get(0);
        browser.findElement(By.id("log")).click();
        assertThat(figures()).hasSize(1).doesNotContain(even);
    }

    @Test
    void aNarrowPageHasAFigureOfItsOwnAndDoesNotScrollSideways() throws Exception {
        browser.manage().window().setSize(new Dimension(520, 900));
        show(40);
        assertThat(figures().get(0).getDomAttribute("viewBox")).startsWith("0 0 420 ");
        assertThat(browser.executeScript("return document.documentElement.scrollWidth <= window.innerWidth"))
                .isEqualTo(true);
    }

    private List<WebElement> figures() {
        return browser.findElements(By.cssSelector("#plots svg")).stream()
                .filter(WebElement::isDisplayed)
                .toList();
    }

    private void show(int levels) throws Exception {
        List<LevelResult> results = IntStream.rangeClosed(1, levels)
                .mapToObj(n -> n % 7 == 3
                        ? Levels.withFailures(n, 480, 20)
                        : Levels.level(n, Math.min(n, 12) * 90, 10 + Math.max(0, n - 12)))
                .toList();
        Report report = new Report(
                "http://localhost:8000/api/smart",
                "closed",
                "2026-11-24T00:00:00Z",
                "smart-bench test",
                results,
                KneeFinder.find(results).orElse(null),
                List.of("Closed model."));
        Files.writeString(Path.of(page()), HtmlPage.of(report, SweepFigure.of(report)));
        browser.get(page().toString());
    }

    private static File onPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(folder -> new File(folder, program))
                .filter(File::canExecute)
                .findFirst()
                .orElseThrow(() ->
                        new AssertionError(program + " is not installed: apt-get install chromium chromium-driver"));
    }
}
