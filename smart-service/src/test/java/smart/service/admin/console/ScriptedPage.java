package smart.service.admin.console;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The page in a browser, in front of a service that is told how it is. Each test finds it healthy, with a quarter of an hour of calls. */
abstract class ScriptedPage {
    static Browser browser;

    static ScriptedConsole console;

    @BeforeAll
    static void start() {
        console = new ScriptedConsole();
        console.past(0, "refused");
        browser = Browser.shared();
    }

    @AfterAll
    static void stop() {
        console.close();
    }

    @BeforeEach
    void open() {
        console.reset();
        browser.window(1280, 900, false);
        browser.open(console.url());
    }

    static void play(ConsoleStates state, String title) {
        state.play(console);
        browser.pollNow();
        browser.awaitText("#state-title", title);
    }
}
