package smart.lab.limit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import smart.lab.hedging.Server;

/** The mock as a process, which can change its capacity, crash and come back. Used by one thread. */
final class LimitedBackend implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    private final int port = Server.freePort();
    private final List<String> options;
    private final String scenario;
    private final Path log;
    private Server mock;

    /** Starts it. */
    LimitedBackend(List<String> options, String scenario, Path log) throws IOException, InterruptedException {
        this.options = options;
        this.scenario = scenario;
        this.log = log;
        this.mock = start();
    }

    private Server start() throws IOException, InterruptedException {
        Server started = Server.mock(HOST, port, options, log);
        started.awaitStart();
        play(started, scenario);
        return started;
    }

    Server server() {
        return mock;
    }

    /** Sets its responses. */
    void play(String newScenario) throws IOException, InterruptedException {
        play(mock, newScenario);
    }

    private static void play(Server mock, String scenario) throws IOException, InterruptedException {
        require(mock.post("/setscenario", scenario).statusCode(), "a scenario");
    }

    /** Sets how many requests it serves at a time. */
    void capacity(int requests) throws IOException, InterruptedException {
        require(mock.admin("POST", "/tasks/set-capacity?value=" + requests).statusCode(), "a capacity");
    }

    private static void require(int status, String what) throws IOException {
        if (status != 200) {
            throw new IOException("the mock answered " + what + " with " + status);
        }
    }

    /** Kills it: connections are refused from now on. */
    void go() {
        mock.close();
    }

    /** Starts it again on its port. Returns when it serves. */
    void comeBack() throws IOException, InterruptedException {
        mock = start();
    }

    @Override
    public void close() {
        mock.close();
    }
}
