package smart.bench.arguments;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import smart.bench.scenario.MockScenario;

/**
 * The options of a scenario. {@code --scenario} takes all following arguments as delays, including a URL right after
 * them; {@link #takeUrl} returns that URL.
 */
final class ScenarioOptions {
    private static final int MAX_DELAY_MS = 600_000;

    @Option(
            names = "--scenario",
            arity = "1..*",
            paramLabel = "BODY STATUS DELAY",
            hideParamSyntax = true,
            description = "before the run, tell the mock to answer each request with this body and status after this"
                    + " delay in milliseconds; of several delays each is used in turn")
    private List<String> values = new ArrayList<>();

    @Option(
            names = "--mock",
            paramLabel = "URL",
            description = "where that mock is, if not at the target's host and port")
    private @Nullable String mock;

    boolean isTouched() {
        return !values.isEmpty() || mock != null;
    }

    /** The URL after the delays, or null for none. */
    @Nullable String takeUrl() {
        boolean given = values.size() > 3 && !values.get(values.size() - 1).matches("\\d+");
        return given ? values.remove(values.size() - 1) : null;
    }

    @Nullable MockScenario scenario(URI target, boolean anywhere) throws UsageException {
        if (values.isEmpty()) {
            if (mock != null) {
                throw new UsageException("--mock goes with --scenario");
            }
            return null;
        }
        if (values.size() < 3) {
            throw new UsageException("--scenario is BODY STATUS DELAY, such as '{\"time\":50}' 200 50");
        }
        URI uri = mock == null ? target : TargetUrl.url(mock);
        TargetUrl.of(uri, anywhere);
        List<Integer> delays = new ArrayList<>();
        for (String delay : values.subList(2, values.size())) {
            delays.add(number("DELAY", delay, 0, MAX_DELAY_MS, " ms"));
        }
        int status = values.get(1).equals("0") ? 0 : number("STATUS", values.get(1), 200, 599, "");
        return new MockScenario(uri, values.get(0), status, delays);
    }

    private static int number(String name, String text, int from, int to, String unit) throws UsageException {
        int number = text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
        if (number < from || number > to) {
            throw new UsageException(
                    "--scenario: " + name + " is from " + from + " to " + to + unit + ", not '" + text + "'");
        }
        return number;
    }
}
