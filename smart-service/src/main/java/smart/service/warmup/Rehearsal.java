package smart.service.warmup;

import com.codahale.metrics.MetricRegistry;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.helpers.NOPLogger;
import smart.service.backend.Backend;
import smart.service.backend.attempt.AddressOutcomes;
import smart.service.backend.attempt.AttemptMetrics;
import smart.service.backend.attempt.JaxRsBackend;
import smart.service.backend.attempt.ObservedBackend;
import smart.service.backend.attempt.RecentAttempts;
import smart.service.backend.client.BackendClient;
import smart.service.backend.client.settings.BackendConfiguration;
import smart.service.hedge.HedgedBackend;
import smart.service.hedge.policy.HedgePolicy;
import smart.service.hedge.policy.Hedging;
import smart.service.hedge.policy.Load;
import smart.service.limit.InFlightLimiter;
import smart.service.limit.LimitedBackend;
import smart.service.limit.Priorities;
import smart.service.request.CallLog;
import smart.service.request.CallMetrics;
import smart.service.request.CallTimeout;
import smart.service.request.Calls;
import smart.service.request.CallsInProgress;
import smart.service.request.Failures;
import smart.service.request.drain.Drain;
import smart.service.request.jersey.JerseyCalls;
import smart.service.request.jersey.SmartResource;
import smart.service.server.CallConnector;
import smart.service.server.CallDispatch;
import smart.service.server.Connectors;

/**
 * Warms up the request path, so that its classes are loaded and compiled: the same resource, stages and connections,
 * with the service's own settings, but with a port on loopback, a backend that responds at once, private metrics, and
 * no log. It never touches the real backend or the error log.
 */
final class Rehearsal implements AutoCloseable {
    private static final int LIMIT = 100;
    private static final int THREADS = 8;
    private static final long MAX_PENDING_BYTES = 1 << 20;
    private static final int SAMPLE = 100;
    /** A call this fast ends the rehearsal. */
    private static final long FAST_NANOS = 1_000_000;

    private final StubBackend stub;
    private final BackendClient client;
    private final Server server;
    private final CallConnector port;
    private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(0);

    /**
     * Opens the port.
     *
     * @param backend the service's own settings, except the URL
     */
    Rehearsal(BackendConfiguration backend, Hedging hedging, int rejectStatus, ObjectMapper mapper, JerseyCalls jersey)
            throws Exception {
        MetricRegistry metrics = new MetricRegistry();
        stub = new StubBackend();
        BackendConfiguration stubbed = backend.at(stub.url());
        client = BackendClient.rehearsed(metrics, mapper, stubbed, LIMIT);
        InFlightLimiter limiter = new InFlightLimiter(LIMIT, metrics, System::nanoTime);
        CallTimeout timeout = new CallTimeout(Duration.ofSeconds(10));
        HedgePolicy policy = new HedgePolicy(
                hedging,
                timeout::get,
                new Load(limiter::saturatedFor, limiter::inFlight, limiter::isQueueing),
                System::nanoTime,
                InstantSource.system(),
                metrics);
        Backend attempt = new ObservedBackend(
                List.of(
                        new AttemptMetrics(metrics),
                        new RecentAttempts(timeout::get, System::nanoTime),
                        new AddressOutcomes(timeout::get)),
                System::nanoTime,
                new JaxRsBackend(client.client(), stubbed, Runnable::run, System::nanoTime));
        Calls calls = new Calls(
                new LimitedBackend(limiter, new HedgedBackend(policy, System::nanoTime, attempt, NOPLogger.NOP_LOGGER)),
                limiter,
                Priorities.NONE,
                new Failures(rejectStatus, mapper),
                timeout,
                new CallsInProgress(timers, Duration.ZERO),
                new CallMetrics(metrics),
                CallLog.NONE,
                new Drain(),
                System::nanoTime,
                null);
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 0);
        threads.setName("rehearsal");
        threads.setDaemon(true);
        server = new Server(threads);
        port = Connectors.loopback(server, threads);
        server.addConnector(port);
        server.addEventListener(new CallDispatch(calls, MAX_PENDING_BYTES, jersey));
        server.start();
    }

    /** Makes each kind of call once, to load all its classes. */
    void load() throws IOException {
        try (RehearsalCaller caller = new RehearsalCaller(port.getLocalPort())) {
            caller.get(SmartResource.PATH);
            caller.get(SmartResource.PATH + "?timeout=none");
            caller.get(SmartResource.PATH + "?a=b&timeout=5000");
        }
    }

    /** Makes calls until they are fast, for at most the given time. */
    void play(Duration longest) throws IOException {
        long start = System.nanoTime();
        long sampleStart = start;
        try (RehearsalCaller caller = new RehearsalCaller(port.getLocalPort())) {
            for (int calls = 1; System.nanoTime() - start < longest.toNanos(); calls++) {
                caller.get(SmartResource.PATH);
                if (calls % SAMPLE == 0) {
                    long now = System.nanoTime();
                    if (now - sampleStart < SAMPLE * FAST_NANOS) {
                        return;
                    }
                    sampleStart = now;
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.setStopTimeout(0);
        try {
            server.stop();
        } catch (Exception e) {
            throw new IOException(e);
        } finally {
            client.client().close();
            stub.close();
            timers.shutdownNow();
        }
    }
}
