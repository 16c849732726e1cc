package smart.bench.arguments;

import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.ArgumentGroup;

/** The options, group by group, with their help. */
final class Options {
    private Options() {}

    static void addLevels(ArgumentGroup group) {
        group.addArgument("--req")
                .metavar("N")
                .type(Integer.class)
                .help("requests at each level, default " + BenchArguments.DEFAULT_REQUESTS);
        group.addArgument("--levels").metavar("LIST").help("the levels themselves, such as 1,2,5,10,20");
        group.addArgument("--max").metavar("N").type(Integer.class).help("the highest level, default a tenth of --req");
        group.addArgument("--step")
                .metavar("N")
                .type(Integer.class)
                .help("measure level 1, the multiples of N, and the highest; default 1");
        group.addArgument("--duration")
                .metavar("TIME")
                .help("measure each level for that long (500ms, 10s, 1m) instead of --req requests");
        group.addArgument("--warmup")
                .metavar("AMOUNT")
                .help("what is sent before each level and not counted: a number of requests or a time; "
                        + "default a tenth of the level");
    }

    static void addRate(ArgumentGroup group) {
        group.addArgument("--rate")
                .metavar("R")
                .type(Double.class)
                .help(
                        "send R requests per second, however long they take, for --duration (default 30s) or --req requests");
        group.addArgument("--arrivals").choices("constant", "poisson").help("evenly spaced (the default) or at random");
        group.addArgument("--max-connections")
                .metavar("N")
                .type(Integer.class)
                .help("requests in progress at once, default 1000; what is due beyond waits, and its time runs");
    }

    static void addRequests(ArgumentGroup group) {
        group.addArgument("--timeout").metavar("TIME").setDefault("30s").help("for one request, default 30s");
        group.addArgument("--threads")
                .metavar("N")
                .type(Integer.class)
                .help("event loops that send; default half the cores, at most 4");
        group.addArgument("--method").metavar("METHOD").setDefault("GET").help("default GET");
        group.addArgument("--header")
                .metavar("'NAME: VALUE'")
                .action(Arguments.append())
                .help("add a header to each request; may be repeated");
        group.addArgument("--body").metavar("TEXT").help("send this with each request");
        group.addArgument("--expect-status")
                .metavar("LIST")
                .help("statuses that are a success, such as 200,204 or 2xx; default 2xx,3xx");
        group.addArgument("--expect-json")
                .action(Arguments.storeTrue())
                .help("a body that is not valid JSON is a failure");
        group.addArgument("--insecure").action(Arguments.storeTrue()).help("accept any TLS certificate");
        group.addArgument("--i-may-load-this-host")
                .dest("anywhere")
                .action(Arguments.storeTrue())
                .help("allow a target that is not on this machine");
    }

    static void addScenario(ArgumentGroup group) {
        group.addArgument("--scenario")
                .metavar("BODY", "STATUS DELAY")
                .nargs("+")
                .help(
                        "before the run, tell the mock to answer each request with this body and status after this delay in "
                                + "milliseconds; of several delays each is used in turn");
        group.addArgument("--mock").metavar("URL").help("where that mock is, if not at the target's host and port");
    }

    static void addResults(ArgumentGroup group, String output) {
        group.addArgument("--fail-if")
                .metavar("CONDITION")
                .action(Arguments.append())
                .help(
                        "exit with 99 if this comes true at any level, such as 'p95>800ms' or 'errors>1%'; may be repeated");
        group.addArgument("--output")
                .metavar("PREFIX")
                .setDefault(output)
                .help("where the files go: PREFIX.html, PREFIX.json, ...; default " + output);
    }
}
