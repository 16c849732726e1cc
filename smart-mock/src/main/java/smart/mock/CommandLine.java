package smart.mock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropwizard.util.DataSize;
import java.util.List;
import net.sourceforge.argparse4j.ArgumentParsers;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Argument;
import net.sourceforge.argparse4j.inf.ArgumentParser;
import net.sourceforge.argparse4j.inf.ArgumentParserException;
import net.sourceforge.argparse4j.inf.Namespace;
import org.jspecify.annotations.Nullable;
import smart.mock.wire.send.Pace;

/** The command-line options, as a partial configuration. */
final class CommandLine {
    private static final int THREADS = 16;
    /** Each port has a thread that accepts connections and one that selects among them. */
    private static final int THREADS_PER_PORT = 2;

    private final ArgumentParser parser = ArgumentParsers.newFor("java -jar smart-mock.jar")
            .terminalWidthDetection(false)
            .defaultFormatWidth(110)
            .build()
            .description("Simulates a backend that is slow, wrong or unreachable.")
            .epilog(
                    "With a configuration file: java -jar smart-mock.jar server CONFIG; check CONFIG only tests the file")
            .version("smart-mock " + version());

    CommandLine() {
        parser.addArgument("--version").action(Arguments.version()).help("print the version and exit");
        option("--host", "HOST").setDefault("127.0.0.1").help("the address to listen on (default: 127.0.0.1)");
        port("--port", "N").nargs("+").action(Arguments.append()).help("ports to listen on (default: 8080)");
        port("--admin-port", "N").setDefault(8081).help("port of metrics and health, on loopback (default: 8081)");
        option("--seed", "N")
                .type(Long.class)
                .help("make the random behaviour repeatable (default: a new one, which is printed)");
        option("--fault", "NAME=RATE")
                .nargs("+")
                .action(Arguments.append())
                .help("the share of random responses that have a fault: --fault reset=1% drip=0.5%");
        option("--capacity", "N").type(Integer.class).help("requests served at the same time (default: unlimited)");
        option("--queue", "N").type(Integer.class).help("with --capacity: requests that may wait (default: 1000)");
        option("--journal", "N").type(Integer.class).help("arrival times to keep (default: 1000000)");
        option("--journal-detail", "N")
                .type(Integer.class)
                .help("requests to keep with headers and outcome (default: 50000)");
        option("--journal-memory", "SIZE")
                .type(CommandLine::size)
                .help("memory for these requests, such as 64MiB, or a number of MiB "
                        + "(default: a quarter of the JVM's, 64MiB at most)");
        option("--journal-body", "BYTES")
                .type(Integer.class)
                .help("bytes to keep of each request body (default: 8192)");
        millis("--drip-interval").help("the pause between bytes of the fault drip (default: 100)");
        millis("--stall-hold").help("how long the fault stall keeps the connection open (default: 300000)");
    }

    private Argument option(String name, String value) {
        return parser.addArgument(name).metavar(value);
    }

    private Argument port(String name, String value) {
        return option(name, value).type(Integer.class).choices(Arguments.range(0, 65535));
    }

    private Argument millis(String name) {
        return option(name, "MS").type(Integer.class).choices(Arguments.range(0, (int) Pace.MAX.toMillis()));
    }

    /** A size as in a file; without a unit it is in MiB. */
    private static String size(ArgumentParser parser, Argument option, String value) throws ArgumentParserException {
        var size = value.matches("[0-9]+") ? value + "MiB" : value;
        try {
            DataSize.parse(size);
            return size;
        } catch (IllegalArgumentException e) {
            throw new ArgumentParserException(
                    "'" + value + "' is neither a size, such as 64MiB, nor a number of MiB", e, parser, option);
        }
    }

    private static String version() {
        var version = CommandLine.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }

    /**
     * The part of the configuration that the options set.
     *
     * @throws ArgumentParserException with the invalid option; or if help or version were requested
     */
    ObjectNode parse(String... args) throws ArgumentParserException {
        var options = parser.parseArgs(args);
        var configuration = JsonNodeFactory.instance.objectNode();
        server(configuration.putObject("server"), options);
        mock(configuration.putObject("mock"), options);
        return configuration;
    }

    /** Every option with its meaning. */
    String help() {
        return parser.formatHelp();
    }

    /** Prints the problem with the usage; nothing if help or version were requested, which are printed already. */
    void explain(ArgumentParserException e) {
        parser.handleError(e);
    }

    private static void server(ObjectNode server, Namespace options) {
        var given = options.<List<Integer>>getList("port");
        var ports = given == null
                ? List.of(8080)
                : given.stream().flatMap(List::stream).toList();
        server.put("maxThreads", THREADS + THREADS_PER_PORT * ports.size());
        var connectors = server.putArray("applicationConnectors");
        for (int port : ports) {
            connector(connectors.addObject(), options.getString("host"), port);
        }
        connector(server.putArray("adminConnectors").addObject(), "127.0.0.1", options.getInt("admin_port"));
    }

    private static void connector(ObjectNode connector, String host, int port) {
        connector.put("type", "http").put("bindHost", host).put("port", port);
        // Otherwise their number grows with that of the cores, and may exceed maxThreads.
        connector.put("acceptorThreads", 1).put("selectorThreads", 1);
    }

    private void mock(ObjectNode mock, Namespace options) throws ArgumentParserException {
        mock.put("seed", options.getLong("seed"));
        mock.put("capacity", options.getInt("capacity"));
        mock.put("queue", options.getInt("queue"));
        mock.put("journal", options.getInt("journal"));
        mock.put("journalDetail", options.getInt("journal_detail"));
        mock.put("journalMemory", options.getString("journal_memory"));
        mock.put("journalBody", with(options.getInt("journal_body"), "B"));
        mock.put("dripInterval", with(options.getInt("drip_interval"), "ms"));
        mock.put("stallHold", with(options.getInt("stall_hold"), "ms"));
        var faults = options.<List<String>>getList("fault");
        if (faults != null) {
            faults(
                    mock.putObject("faults"),
                    faults.stream().flatMap(List::stream).toList());
        }
        check(mock);
    }

    private void faults(ObjectNode rates, List<String> faults) throws ArgumentParserException {
        for (var fault : faults) {
            int equals = fault.indexOf('=');
            if (equals < 0) {
                throw new ArgumentParserException("--fault must be NAME=RATE, such as reset=1%, not " + fault, parser);
            }
            var name = fault.substring(0, equals);
            if (rates.has(name)) {
                throw new ArgumentParserException("the fault " + name + " is given twice", parser);
            }
            rates.put(name, fault.substring(equals + 1));
        }
    }

    /** Validates by the same rules as a file, so that a mistake is reported as one of the command line. */
    private void check(ObjectNode mock) throws ArgumentParserException {
        try {
            new ObjectMapper().treeToValue(mock, MockSettings.class);
        } catch (JsonProcessingException e) {
            throw new ArgumentParserException(StartFailure.explain(e), e, parser);
        }
    }

    private static @Nullable String with(@Nullable Integer number, String unit) {
        return number == null ? null : number + unit;
    }
}
