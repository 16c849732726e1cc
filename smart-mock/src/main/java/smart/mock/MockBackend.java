package smart.mock;

import com.codahale.metrics.MetricRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import smart.mock.journal.Journal;
import smart.mock.journal.JournalEntry;
import smart.mock.journal.Match;
import smart.mock.reply.Reply;
import smart.mock.scenario.Scenario;
import smart.mock.scenario.ScenarioState;
import smart.mock.scenario.Stub;
import smart.mock.scenario.Stubs;
import smart.mock.scenario.UsedUp;
import smart.mock.wire.AnyRequest;

/**
 * The mock inside a test: on a free port of 127.0.0.1, independent of any other. It is random until a scenario is set.
 * Thread-safe.
 *
 * <pre>{@code try (var mock = MockBackend.start()) { mock.scenario(Reply.of("{\"time\": 50}", 200, 50),
 * Reply.fault(Fault.RESET)); call(mock.url());
 * assertThat(mock.awaitSettled(1)).extracting(JournalEntry::outcome).containsExactly(Delivery.DELIVERED); } }</pre>
 */
public final class MockBackend implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int THREADS = 12;

    private final Mock mock;
    private final Server server;
    private final int port;

    private MockBackend(MockOptions options, int wantedPort) {
        mock = new Mock(options, new MetricRegistry());
        var threads = new QueuedThreadPool(THREADS, 2);
        threads.setName("mock");
        threads.setDaemon(true);
        server = new Server(threads);
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        AnyRequest.allow(http);
        var connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(wantedPort);
        connector.setAcceptQueueSize(4096);
        server.addConnector(connector);
        server.setHandler(mock.handler());
        server.setErrorHandler(mock.refusals());
        server.setStopTimeout(0);
        start(server);
        port = connector.getLocalPort();
    }

    private static void start(Server server) {
        try {
            server.start();
        } catch (Exception e) {
            stop(server);
            throw new IllegalStateException("the mock could not start", e);
        }
    }

    /** Starts a mock with the defaults. */
    public static MockBackend start() {
        return start(MockOptions.defaults());
    }

    /**
     * Starts a mock.
     *
     * @throws IllegalStateException if it can't
     */
    public static MockBackend start(MockOptions options) {
        return start(options, 0);
    }

    /**
     * Starts a mock on the port of a closed one, like a backend that comes back.
     *
     * @throws IllegalStateException if it can't
     */
    public static MockBackend start(MockOptions options, int port) {
        return new MockBackend(options, port);
    }

    /** The backend's URL, without a trailing slash: {@code http://127.0.0.1:34567}. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** The port, also after {@link #close()}. */
    public int port() {
        return port;
    }

    /** Serves these replies, one per request, then random ones. Empties the journal. */
    public void scenario(Reply... replies) {
        scenario(List.of(replies));
    }

    /** Serves these replies, one per request, then random ones. Empties the journal. */
    public void scenario(List<Reply> replies) {
        scenario(new Scenario(replies, UsedUp.RANDOM));
    }

    /** Serves every request with this reply. Empties the journal. */
    public void always(Reply reply) {
        scenario(new Scenario(List.of(reply), UsedUp.LAST));
    }

    /**
     * Plays a scenario. Empties the journal.
     *
     * @throws IllegalArgumentException if its {@code then} is {@link UsedUp#NEXT}, which only a stub may have
     */
    public void scenario(Scenario scenario) {
        mock.stage().set(scenario);
    }

    /**
     * Serves stubs: the first matching stub takes a request; without a match, the response is 404. Empties the journal.
     */
    public void stubs(Stub... stubs) {
        mock.stage().set(new Stubs(List.of(stubs)));
    }

    /**
     * Returns to the random behaviour from the start of its seed, with an empty journal and all of the capacity free.
     */
    public void reset() {
        mock.reset();
    }

    /**
     * The requests since the scenario was set, oldest first, with their current outcomes; without the oldest ones, if some
     * were {@link #dropped()}.
     */
    public List<JournalEntry> journal() {
        return mock.stage().journal().entries();
    }

    /** How many requests since the scenario was set are no longer in the journal, as its size is limited. */
    public long dropped() {
        return mock.stage().journal().droppedDetails();
    }

    /**
     * The matching requests since the scenario was set, oldest first, including pending ones.
     *
     * @throws IllegalStateException if the journal has dropped requests: whether they match is not known any more
     */
    public List<JournalEntry> received(Match match) {
        var journal = mock.stage().journal();
        var received = journal.entries(match);
        requireAll(journal);
        return received;
    }

    /** To be called after the entries were read, so that none of them is missing. */
    private static void requireAll(Journal journal) {
        long dropped = journal.droppedDetails();
        if (dropped > 0) {
            throw new IllegalStateException("the journal has dropped " + dropped + " of " + journal.total()
                    + " requests, which may match too: enlarge it with MockOptions.withJournal");
        }
    }

    /** How far the scenario has come, with the number of requests that matched no stub. */
    public ScenarioState state() {
        return mock.stage().state();
    }

    /**
     * Waits until at least {@code requests} requests have arrived and none is pending.
     *
     * @return the journal
     * @throws IllegalStateException if that takes longer than 30 seconds, or the journal has dropped requests
     */
    public List<JournalEntry> awaitSettled(int requests) {
        return require(journal -> journal.awaitSettled(requests, PATIENCE));
    }

    /**
     * Waits until the condition holds. It is checked again whenever a request arrives or an outcome is decided.
     *
     * @return the journal
     * @throws IllegalStateException after 30 seconds, with the content of the journal; also if it has dropped requests
     */
    public List<JournalEntry> await(Predicate<List<JournalEntry>> wanted) {
        return require(journal -> journal.await(wanted, PATIENCE));
    }

    private interface Waiting {
        boolean on(Journal journal) throws InterruptedException;
    }

    private List<JournalEntry> require(Waiting waiting) {
        var journal = mock.stage().journal();
        try {
            boolean isOver = waiting.on(journal);
            var entries = journal.entries();
            requireAll(journal);
            if (isOver) {
                return entries;
            }
            throw new IllegalStateException("after " + PATIENCE + " the journal is still " + entries);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the journal", e);
        }
    }

    /** Closes all connections and the port at once; waiting replies are never sent. */
    @Override
    public void close() {
        stop(server);
    }

    private static void stop(Server server) {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the mock could not stop", e);
        }
    }
}
