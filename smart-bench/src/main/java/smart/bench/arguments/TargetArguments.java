package smart.bench.arguments;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import net.sourceforge.argparse4j.inf.Namespace;
import smart.bench.load.Expectation;
import smart.bench.load.Target;

/** The arguments that say what a request is. */
final class TargetArguments {
    private TargetArguments() {}

    static Target target(URI uri, Namespace given) throws UsageException {
        List<Target.Header> headers = new ArrayList<>();
        List<String> lines = given.getList("header");
        for (String line : lines == null ? List.<String>of() : lines) {
            headers.add(Parsing.header(line));
        }
        String statuses = given.getString("expect_status");
        Expectation expectation = new Expectation(
                statuses == null ? Expectation.DEFAULT.statuses() : Parsing.statuses(statuses),
                given.getBoolean("expect_json"));
        return new Target(
                uri,
                Addresses.of(uri, given.getBoolean("anywhere")),
                Parsing.method(given.getString("method")),
                headers,
                given.getString("body"),
                Parsing.duration("--timeout", given.getString("timeout")),
                expectation,
                given.getBoolean("insecure"));
    }
}
