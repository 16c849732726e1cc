package smart.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import smart.bench.chart.SweepFigure;
import smart.bench.report.HtmlPage;
import smart.bench.result.KneeFinder;
import smart.bench.result.LevelResult;
import smart.bench.result.Levels;
import smart.bench.result.Report;
import smart.testkit.Await;
import smart.testkit.Chromium;

/** The page in Chromium. */
class PageIT {
    @TempDir
    private Path folder;

    private static ChromeDriver browser;

    @BeforeAll
    static void open() {
        browser = Chromium.start(LogType.PERFORMANCE);
    }

    @AfterAll
    static void quit() {
        Chromium.quit(browser);
    }

    /** What pages before complained of and asked for is not this test's, nor is their window. */
    @BeforeEach
    void forget() {
        browser.manage().logs().get(LogType.BROWSER).getAll();
        browser.manage().logs().get(LogType.PERFORMANCE).getAll();
        browser.manage().window().setSize(new Dimension(1280, 900));
    }

    @Test
    void thePageShowsItsChartsAndNeedsNothingElse() throws Exception {
        show(40);
        assertThat(charts()).hasSize(3);
        assertThat(charts().get(0).getSize().getHeight()).isGreaterThan(250);
        assertThat(browser.executeScript("const c = document.querySelector('canvas'); const d = c.getContext('2d')"
                        + ".getImageData(0, 0, c.width, c.height).data; let n = 0;"
                        + "for (let i = 0; i < d.length; i += 4) { if (d[i] === 0x25 && d[i + 1] === 0x63 && d[i + 2] === 0xeb) n++; }"
                        + "return n > 300;"))
                .as("the line of the mean is drawn")
                .isEqualTo(true);
        assertThat(browser.findElements(By.cssSelector("#levels tbody tr:not(.remarks)")))
                .hasSize(40);
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
    void pointingAtAChartReadsOffTheNearestLevelInAllOfThem() throws Exception {
        show(200);
        new Actions(browser)
                .moveToElement(browser.findElement(By.cssSelector(".u-over")))
                .perform();
        Await.until(
                "the nearest level is marked",
                () -> browser.findElements(By.cssSelector("#levels tbody tr.at"))
                                .size()
                        == 1);
        WebElement row = browser.findElement(By.cssSelector("#levels tbody tr.at"));
        String level = row.findElement(By.cssSelector("th")).getText();
        assertThat(level).matches("9\\d|1[01]\\d");
        assertThat(browser.findElements(By.cssSelector(".u-legend .u-series:first-child .u-value")))
                .hasSize(3)
                .allSatisfy(value -> assertThat(value.getText()).isEqualTo(level));
    }

    @Test
    void aLineCanBeHiddenAndStaysHiddenWhenTheAxisBecomesLogarithmic() throws Exception {
        show(5);
        WebElement line = browser.findElement(By.xpath("//*[contains(@class,'u-label') and text()='p95']/.."));
        line.click();
        String hidden = "//tr[contains(@class,'u-off')]//*[text()='p95']";
        assertThat(browser.findElements(By.xpath(hidden))).hasSize(1);
        browser.findElement(By.id("log")).click();
        assertThat(browser.findElements(By.xpath(hidden))).hasSize(1);
        assertThat(charts()).hasSize(3);
    }

    @Test
    void aNarrowPageDoesNotScrollSideways() throws Exception {
        browser.manage().window().setSize(new Dimension(520, 900));
        show(40);
        assertThat(charts().get(0).getSize().getWidth()).isBetween(300, 520);
        assertThat(browser.executeScript("return document.documentElement.scrollWidth <= window.innerWidth"))
                .isEqualTo(true);
    }

    @Test
    void theConfidenceBandIsNotCutOff() throws Exception {
        List<LevelResult> results = new ArrayList<>();
        for (int n = 1; n <= 9; n++) {
            results.add(Levels.level(n, 100, 10, n == 5 ? 40 : 0.1)); // a peak, far above the lines
        }
        for (boolean logarithmic : new boolean[] {false, true}) {
            show(results);
            if (logarithmic) {
                browser.findElement(By.id("log")).click();
            }
            assertThat(bandPixels(0, 4)).as("just below the upper edge").isZero();
            assertThat(bandPixels(30, 110)).as("the peak").isPositive();
        }
    }

    @Test
    void aPageWithoutASuccessHasItsTableAndItsErrors() throws Exception {
        List<LevelResult> results = IntStream.rangeClosed(1, 3)
                .mapToObj(n -> Levels.withFailures(n, 0, 10))
                .toList();
        show(results);
        assertThat(charts()).hasSize(3);
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
    }

    /** How many pixels the band has in these rows of the first plot, counted from its upper edge. */
    private long bandPixels(int from, int to) {
        return (Long) browser.executeScript(
                "const c = document.querySelector('canvas'), over = document.querySelector('.u-over'), r = devicePixelRatio;"
                        + "const d = c.getContext('2d').getImageData(0, Math.round((over.offsetTop + arguments[0]) * r), c.width,"
                        + " Math.round((arguments[1] - arguments[0]) * r)).data; let n = 0;"
                        + "for (let i = 0; i < d.length; i += 4) { if (d[i + 3] > 40 && d[i + 3] < 52 && d[i + 2] > 200) n++; }"
                        + "return n;",
                from,
                to);
    }

    @ParameterizedTest
    @ValueSource(ints = {520, 1200, 1920})
    void theRemarksAndOnAWidePageAllFiguresAreInView(int width) throws Exception {
        browser.manage().window().setSize(new Dimension(width, 900));
        show(7);
        assertThat(browser.findElements(By.cssSelector(".remarks div")))
                .hasSize(1)
                .allSatisfy(remarks -> assertThat(remarks.getText()).contains("20 reset"));
        assertThat(browser.executeScript("const box = document.querySelector('.scroll').getBoundingClientRect(),"
                        + " r = document.querySelector('.remarks div').getBoundingClientRect();"
                        + "return r.left >= box.left && r.right <= box.right && r.width > 200;"))
                .isEqualTo(true);
        if (width > 1000) {
            assertThat(
                            browser.executeScript(
                                    "const box = document.querySelector('.scroll'); return box.scrollWidth <= box.clientWidth;"))
                    .isEqualTo(true);
        }
    }

    private List<WebElement> charts() {
        return browser.findElements(By.cssSelector("#plots .u-wrap"));
    }

    private void show(int levels) throws Exception {
        List<LevelResult> results = IntStream.rangeClosed(1, levels)
                .mapToObj(n -> n % 7 == 3
                        ? Levels.withFailures(n, 480, 20)
                        : Levels.level(n, Math.min(n, 12) * 90, 10 + Math.max(0, n - 12)))
                .toList();
        show(results);
    }

    /** Opens the page and waits for its first frames, since a change of its width draws the charts anew. */
    private void show(List<LevelResult> results) throws Exception {
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
        browser.executeAsyncScript("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))");
    }
}
