package smart.service.admin.console;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import smart.service.LongForm;

/**
 * No test: {@code make screenshots} runs it. Pictures of the page in every state, both themes and four widths, for the eyes of
 * whoever changes it, in {@code target/screenshots}.
 */
@LongForm
class StatePictures {
    private static final Path FOLDER = Path.of(System.getProperty("smart.root"), "target", "screenshots");

    @Test
    void ofEachState() throws Exception {
        Files.createDirectories(FOLDER);
        try (Browser browser = new Browser()) {
            for (ConsoleStates state : ConsoleStates.values()) {
                try (ScriptedConsole console = new ScriptedConsole()) {
                    console.past(state == ConsoleStates.BACKEND_FAILING ? 190 : 0, "refused");
                    state.play(console);
                    browser.window(1280, 900, false);
                    browser.open(console.url());
                    for (boolean dark : new boolean[] {false, true}) {
                        for (int width : new int[] {360, 768, 1280, 2560}) {
                            browser.window(width, width < 1000 ? 2400 : 1500, dark);
                            browser.awaitPainted();
                            browser.screenshot(
                                    FOLDER.resolve(state.picture() + "-" + width + (dark ? "-dark" : "") + ".png"));
                        }
                    }
                }
            }
        }
    }
}
