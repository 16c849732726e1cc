package smart.bench.arguments;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import net.sourceforge.argparse4j.inf.Namespace;
import org.jspecify.annotations.Nullable;
import smart.bench.scenario.MockScenario;

/**
 * The arguments of a scenario. As {@code --scenario} takes as many delays as there are, it also takes a URL that stands
 * right after them; that one is given back here.
 */
record ScenarioArguments(@Nullable String url, List<String> values, @Nullable String mock) {
    private static final int MAX_DELAY_MS = 600_000;

    static ScenarioArguments of(Namespace given) {
        List<String> scenario = given.getList("scenario");
        List<String> values = new ArrayList<>(scenario == null ? List.of() : scenario);
        String url = given.getString("url");
        if (url == null && values.size() > 3) {
            url = values.remove(values.size() - 1);
        }
        return new ScenarioArguments(url, values, given.getString("mock"));
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
        URI uri = mock == null ? target : Addresses.url(mock);
        Addresses.of(uri, anywhere);
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
