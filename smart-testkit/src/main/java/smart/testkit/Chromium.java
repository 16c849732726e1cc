package smart.testkit;

import java.io.File;
import java.time.Duration;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Starts headless Chromium, which records the pages' errors, and makes no requests of its own. */
public final class Chromium {
    /** To start, and for a script of a test. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Chromium() {}

    /**
     * A browser with a profile of its own. The caller must {@link #quit} it.
     *
     * @param logs what it records besides errors, such as {@link LogType#PERFORMANCE}, which has the pages' requests
     */
    public static ChromeDriver start(String... logs) {
        LoggingPreferences logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
        for (String log : logs) {
            logging.enable(log, Level.ALL);
        }
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
                "--disable-sync");
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(onPath("chromedriver"))
                .usingAnyFreePort()
                .withTimeout(PATIENCE)
                .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        driver.manage().timeouts().scriptTimeout(PATIENCE);
        return driver;
    }

    /** Quits the browser, and waits until none of its processes is left. */
    public static void quit(ChromeDriver driver) {
        Map<?, ?> chrome = (Map<?, ?>) driver.getCapabilities().getCapability("chrome");
        String profile = String.valueOf(chrome.get("userDataDir"));
        driver.quit();
        Await.until("Chromium has ended", () -> ProcessHandle.allProcesses()
                .noneMatch(process -> process.info().commandLine().orElse("").contains(profile)));
    }

    private static File onPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(folder -> new File(folder, program))
                .filter(File::canExecute)
                .findFirst()
                .orElseThrow(() -> new AssertionError(program + " is not installed: bin/needs says how to get it"));
    }
}
