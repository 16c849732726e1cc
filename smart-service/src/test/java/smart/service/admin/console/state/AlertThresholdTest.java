package smart.service.admin.console.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import smart.service.admin.console.history.MeterWindow;
import smart.service.admin.console.state.State.Level;

/** The console and the alerts of Prometheus have the same figures. */
final class AlertThresholdTest {
    /** What a replica can't know of itself. */
    private static final List<String> OF_OTHERS =
            List.of("SmartDown", "SmartRestarting", "SmartAbsent", "SmartNoneReady");

    /** The first one: behind {@code and} comes the least traffic for which an alert looks. */
    private static final Pattern BOUND = Pattern.compile("(>|==) ([0-9.]+)(?=\\s*$|\\s+and )");

    private static final Pattern WINDOW = Pattern.compile("(?:\\[|_rate)([0-9]+)m\\b");

    private static final Pattern FLOOR = Pattern.compile("and .*\\) > ([0-9]+)\\s*$", Pattern.DOTALL);

    /** What an alert asks in addition: whether the failures go on. The console looks at the last minute for that. */
    private static final Pattern GOES_ON = Pattern.compile("and sum by \\(job\\) \\(rate\\(\\S+\\[4m]\\)\\) > 0");

    private final Map<String, JsonNode> alerts = alerts();

    private static Map<String, JsonNode> alerts() {
        try {
            JsonNode rules = new ObjectMapper(new YAMLFactory())
                    .readTree(Files.readAllBytes(Path.of("..", "deploy", "prometheus", "smart.rules.yml")));
            return rules.at("/groups")
                    .valueStream()
                    .flatMap(group -> group.at("/rules").valueStream())
                    .filter(rule -> rule.has("alert"))
                    .collect(Collectors.toMap(rule -> rule.at("/alert").asText(), Function.identity()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<AlertThreshold> shared() {
        return Arrays.stream(AlertThreshold.values())
                .filter(threshold -> threshold.alert() != null)
                .toList();
    }

    @Test
    void eachAlertThatAReplicaCanKnowOfHasAThresholdHere() {
        TreeSet<String> known =
                shared().stream().map(AlertThreshold::alert).collect(Collectors.toCollection(TreeSet::new));
        known.addAll(OF_OTHERS);
        assertThat(known).isEqualTo(new TreeSet<>(alerts.keySet()));
    }

    @Test
    void theFiguresAreThoseOfTheAlerts() {
        for (AlertThreshold threshold : shared()) {
            String expression = alert(threshold).at("/expr").asText();
            Matcher bound = BOUND.matcher(expression);
            assertThat(bound.find()).as(expression).isTrue();
            assertThat(Double.parseDouble(bound.group(2))).as(expression).isEqualTo(threshold.value());
        }
    }

    /** Each window in the expression, or in the name of a recording rule: one that differs would be a second one. */
    @Test
    void theWindowsAreThoseOfTheAlerts() {
        for (AlertThreshold threshold : shared()) {
            String expression =
                    GOES_ON.matcher(alert(threshold).at("/expr").asText()).replaceFirst("");
            TreeSet<Integer> seconds = new TreeSet<>();
            Matcher window = WINDOW.matcher(expression);
            while (window.find()) {
                seconds.add(60 * Integer.parseInt(window.group(1)));
            }
            assertThat(seconds)
                    .as(expression)
                    .isEqualTo(
                            threshold.seconds() == 0 ? new TreeSet<>() : new TreeSet<>(List.of(threshold.seconds())));
        }
    }

    @Test
    void theLeastCountsAreThoseOfTheAlerts() {
        for (AlertThreshold threshold : shared()) {
            String expression = alert(threshold).at("/expr").asText();
            Matcher floor = FLOOR.matcher(expression);
            assertThat(floor.find() ? Long.parseLong(floor.group(1)) : 0)
                    .as(expression)
                    .isEqualTo(threshold.floor());
        }
    }

    /** A burst stays in the window for the window's length. So it alone would make an alert that waits no longer than that. */
    @Test
    void noAlertFiresAfterABurstThatIsOver() {
        for (AlertThreshold threshold : shared()) {
            JsonNode alert = alert(threshold);
            if (threshold.floor() > 0) {
                long waits = 60L * Long.parseLong(alert.at("/for").asText().replace("m", ""));
                String expression = alert.at("/expr").asText();
                assertThat(waits > threshold.seconds()
                                || GOES_ON.matcher(expression).find())
                        .as(expression)
                        .isTrue();
            }
        }
    }

    @Test
    void whatPagesIsBad() {
        for (AlertThreshold threshold : shared()) {
            boolean page = alert(threshold).at("/labels/severity").asText().equals("page");
            assertThat(threshold.level()).as(threshold.name()).isEqualTo(page ? Level.BAD : Level.WARN);
        }
    }

    @Test
    void theCallsThatFailAreThoseOfTheAlert() throws IOException {
        String rules = Files.readString(Path.of("..", "deploy", "prometheus", "smart.rules.yml"));
        assertThat(rules).contains("outcome=~\"" + String.join("|", MeterWindow.FAILURES) + "\"");
        assertThat(rules).contains("outcome!~\"bad_request|client_gone\"", "outcome!~\"bad_request|rejected\"");
    }

    private JsonNode alert(AlertThreshold threshold) {
        return Objects.requireNonNull(alerts.get(threshold.alert()), threshold.name());
    }
}
