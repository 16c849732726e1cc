package smart.service.admin.console;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import smart.mock.MockBackend;
import smart.mock.reply.Delay;
import smart.mock.reply.Reply;
import smart.mock.scenario.Scenario;
import smart.mock.scenario.UsedUp;
import smart.service.LongForm;
import smart.service.SmartService;

/**
 * No test: {@code make screenshots} runs it. Pictures of the console in front of a real service, in the states that matter,
 * go to {@code docs/images}; those of other widths and of the whole page, for the eyes of whoever changes it, to
 * {@code target/screenshots}. It takes some minutes, since a history does.
 */
@LongForm
class Screenshots {
    private static final Path ROOT = Path.of(System.getProperty("smart.root"));
    private static final Path DOCS = ROOT.resolve("docs/images");
    private static final Path OTHERS = ROOT.resolve("target/screenshots");
    private static final int CALM = 60;
    private static final int CROWD = 150;

    @Test
    void ofEachState() throws Exception {
        Files.createDirectories(DOCS);
        Files.createDirectories(OTHERS);
        MockBackend backend = MockBackend.start();
        try (SmartService smart = SmartService.inFrontOf(backend.url()).started();
                Browser browser = new Browser();
                Traffic traffic = new Traffic(smart, CALM)) {
            backend.scenario(replies(90, 0.35, 0));
            browser.open(URI.create("http://127.0.0.1:" + smart.getAdminPort() + "/"));
            traffic.during(Duration.ofSeconds(150));
            take(browser, "healthy", "Healthy");

            backend.scenario(replies(90, 0.35, 12));
            traffic.during(Duration.ofSeconds(20));
            smart.admin("POST", "/tasks/set-hedging?enabled=true&delay=250ms&extraAttempts=1");
            traffic.during(Duration.ofSeconds(45));
            take(browser, "hedging", "");

            backend.scenario(replies(90, 0.35, 0));
            smart.admin("POST", "/tasks/set-hedging?enabled=false");
            smart.admin("POST", "/tasks/set-limit?value=8");
            traffic.during(Duration.ofSeconds(20));
            traffic.perSecond(CROWD);
            traffic.during(Duration.ofSeconds(40));
            take(browser, "limit-reached", "Refusing");

            traffic.perSecond(CALM);
            traffic.during(Duration.ofSeconds(30));
            backend.close();
            traffic.during(Duration.ofSeconds(40));
            take(browser, "backend-down", "Backend failing");
        } finally {
            backend.close();
        }
    }

    /** Some percent are slow; one of 300 fails. */
    private static Scenario replies(double median, double sigma, int slowPercent) {
        List<Reply> replies = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Delay usual = new Delay.LogNormal(median, sigma, 2000);
            Delay slow = new Delay.LogNormal(1200, 0.2, 4000);
            replies.add(
                    i == 7
                            ? Reply.of("busy", 503, 5)
                            : Reply.ok("{}").after(i * 37 % 100 < slowPercent ? slow : usual));
        }
        return new Scenario(replies, UsedUp.REPEAT);
    }

    private static void take(Browser browser, String name, String title) throws IOException {
        browser.awaitText("#state-title", title);
        for (boolean dark : new boolean[] {false, true}) {
            String file = name + (dark ? "-dark" : "") + ".png";
            take(browser, 1280, 830, dark, DOCS.resolve("console-" + file));
            take(browser, 1280, 2000, dark, OTHERS.resolve("1280-" + file));
            take(browser, 360, 4400, dark, OTHERS.resolve("360-" + file));
            take(browser, 2560, 1600, dark, OTHERS.resolve("2560-" + file));
        }
    }

    private static void take(Browser browser, int width, int height, boolean dark, Path file) throws IOException {
        browser.window(width, height, dark);
        browser.awaitPainted();
        browser.screenshot(file);
    }
}
