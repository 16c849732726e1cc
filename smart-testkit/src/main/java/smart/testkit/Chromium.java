package smart.testkit;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Starts headless Chromium, which records the pages' errors and requests, and makes no requests of its own. */
public final class Chromium {
    /** To start, and for a script of a test. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Chromium() {}

    /** A browser with its profile in that folder. The caller must {@link #quit} it. */
    public static ChromeDriver start(Path profile) {
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
                "--disable-dev-shm-usage", // a container has only 64 MB there
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(onPath("chromedriver"))
                .usingAnyFreePort()
                .withTimeout(PATIENCE)
                .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        driver.manage().timeouts().scriptTimeout(PATIENCE);
        return driver;
    }

    /** Quits the browser, and waits until none of its processes is left, which would still write into the profile. */
    public static void quit(ChromeDriver driver, Path profile) {
        driver.quit();
        Await.until("Chromium has ended", () -> ProcessHandle.allProcesses()
                .noneMatch(process -> process.info().commandLine().orElse("").contains(profile.toString())));
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
