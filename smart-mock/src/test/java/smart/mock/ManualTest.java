package smart.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The manual page, the documentation and {@code --help} have the same options. */
class ManualTest {
    private static final Set<String> HELP = found("(--[a-z-]+)", new CommandLine().help());

    @Test
    void theManualPageDescribesEveryOption() throws Exception {
        var manual = read("deploy/dist/man/smart-mock.1");
        assertThat(found("(?m)^\\.It Fl (?:h , )?(-[a-z-]+)", manual))
                .extracting(option -> "-" + option)
                .containsExactlyInAnyOrderElementsOf(HELP);
        var synopsis = found("(?m)^\\.Op Fl (-[a-z-]+)", manual);
        assertThat(synopsis)
                .extracting(option -> "-" + option)
                .containsExactlyInAnyOrderElementsOf(HELP.stream()
                        .filter(option -> !Set.of("--help", "--version").contains(option))
                        .toList());
        assertThat(found("(?m)^\\.Cm ([a-z]+)$", manual)).containsExactlyInAnyOrder("server", "check");
    }

    @Test
    void theDocumentationDescribesEveryOption() throws Exception {
        var page = read("docs/mock.md");
        var options = page.substring(page.indexOf("## Options"), page.indexOf("## Endpoints"));
        assertThat(found("(?m)^\\|.*?`(--[a-z-]+)", options)).containsExactlyInAnyOrderElementsOf(HELP);
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static String read(String file) throws IOException {
        return Files.readString(Path.of("..", file));
    }
}
