package smart.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who waits for Smart waits long enough, and {@code docs/settings.md} tells how long that is for another timeout. */
final class LongerTimeoutTest {
    private static final Pattern VALUE = Pattern.compile("`(.+?)`.*");
    private static final Pattern MORE = Pattern.compile("plus (\\d+) s");

    /** The cells of each row of the table. */
    static Stream<List<String>> places() throws Exception {
        String table = Project.first(Project.read("docs/settings.md"), "(?s)## A longer timeout\n(.*)");
        List<List<String>> rows = table.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> List.of(line.substring(2).split(" \\| | \\|$", -1)))
                .toList();
        assertThat(rows).hasSizeGreaterThan(4);
        return rows.stream();
    }

    @ParameterizedTest
    @MethodSource("places")
    void whatIsDeliveredIsLongEnoughAndSoIsWhatIsAdvised(List<String> place) throws Exception {
        String file = VALUE.matcher(place.get(0)).replaceFirst("$1");
        String setting = VALUE.matcher(place.get(1)).replaceFirst("$1");
        String delivered = Project.first(
                Project.read(file), "(?m)^ *" + setting + "[:= ] ?(?:\\$\\{STOP_GRACE_PERIOD:-)?(\\d+s?)}?$");

        assertThat(delivered).isEqualTo(place.get(2));
        assertThat(Project.seconds(delivered))
                .isGreaterThan(least(place.get(3), Project.seconds(Project.setting("timeout"))));
        assertThat(Project.seconds(place.get(4))).isGreaterThan(least(place.get(3), 60));
    }

    /** The seconds that the rule means, for that timeout. */
    private static int least(String rule, int timeout) throws Exception {
        Matcher more = MORE.matcher(rule);
        int rest = more.find() ? Integer.parseInt(more.group(1)) : 0;
        return rest
                + (rule.startsWith("the grace period")
                        ? Math.max(Project.seconds(Project.setting("shutdownGracePeriod")), timeout + 5)
                        : timeout);
    }
}
