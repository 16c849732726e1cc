package smart.service.admin.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.codahale.metrics.MetricRegistry;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import smart.service.admin.console.history.History;
import smart.service.admin.console.history.Meters;
import smart.service.admin.console.history.Range;
import smart.service.admin.console.process.HealthChecks;
import smart.service.admin.console.process.Jvm;
import smart.service.admin.console.state.Advice;
import smart.service.admin.console.state.FigureLevels;
import smart.service.admin.console.state.State;
import smart.service.admin.console.state.StatusInputs;
import smart.service.admin.console.watch.Event;
import smart.service.admin.console.watch.LiveFigures;
import smart.service.admin.peers.Peer;
import smart.service.backend.attempt.LatencyTimer;
import smart.service.backend.client.connection.ConnectionPool;
import smart.service.errorlog.NoteGroups;
import smart.service.limit.InFlightLimiter;
import smart.service.limit.rule.LimitChange;

/**
 * The page's files, in front of a service that a test makes up: its rules, words, history and JSON are the real ones, its
 * clock and its counters are the test's. So every state can be seen, in any order, at once.
 */
final class ScriptedConsole implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int SECONDS = 900;

    private final PageServer server = new PageServer(this::data);
    private final MetricRegistry metrics = new MetricRegistry();
    private final LatencyTimer calls = (LatencyTimer) metrics.timer("smart.request.duration", LatencyTimer::new);
    private final LatencyTimer attempts =
            (LatencyTimer) metrics.timer("smart.backend.attempt.duration", LatencyTimer::new);
    private final InFlightLimiter limiter = new InFlightLimiter(100, metrics, () -> 0);
    private final Random random = new Random(16);
    private final History history;
    private final Meters meters;
    private volatile long millis; // Written by one thread at a time.
    private long nanos;

    /** What the service is to say: a test changes it as it likes. */
    volatile StatusInputs situations = new StatusInputs();

    volatile List<Event> events = List.of();
    volatile List<Peer> peers = List.of();
    volatile List<AddressRows.Row> addresses = List.of();
    volatile NoteGroups groups = new NoteGroups(List.of(), 0, false);
    volatile Now.TaskAccess tasks = new Now.TaskAccess("open", "");
    volatile String limit = "100";
    volatile @Nullable LimitChange adaptive;
    volatile String id = "first";
    volatile String host = "smart-7f9c-x2";
    volatile @Nullable Long startedAt;
    final Map<String, Integer> failing = server.failing;
    final Map<String, CountDownLatch> waiting = server.waiting;
    final List<String> ran = server.ran;
    volatile @Nullable Long lastCall;
    volatile long clockBehind;
    /** Whether it has just started, and has no history. */
    volatile boolean young;

    ScriptedConsole() {
        for (String outcome : List.of("success", "backend_error", "backend_status", "timeout", "rejected")) {
            metrics.counter("smart.requests." + outcome);
        }
        metrics.counter("smart.hedges.sent");
        for (String kind : List.of("refused", "reset", "timeout", "status", "invalid_json")) {
            metrics.counter("smart.backend.errors." + kind);
        }
        millis = System.currentTimeMillis() - SECONDS * 1000L;
        meters = new Meters(metrics, limiter, () -> Instant.ofEpochMilli(millis), () -> nanos);
        history = new History(meters);
    }

    URI url() {
        return server.url();
    }

    /** A quarter of an hour passes, at whose end, for that many seconds, most calls fail with that kind of error. */
    void past(int failing, String kind) {
        for (int second = SECONDS; second > 0; second--) {
            for (int call = 0; call < 40 + random.nextInt(12); call++) {
                boolean fails = (second < failing && call % 12 != 0) || random.nextInt(2000) == 0;
                long took = (long) (80 * Math.exp(random.nextGaussian() * 0.4));
                metrics.counter("smart.requests." + (fails ? "backend_error" : "success"))
                        .inc();
                if (fails) {
                    metrics.counter("smart.backend.errors." + kind).inc();
                }
                calls.update(fails ? 3 : took, TimeUnit.MILLISECONDS);
                attempts.update(fails ? 2 : took, TimeUnit.MILLISECONDS);
            }
            tick();
        }
    }

    /** Calls, each with one attempt, of which that many had an extra one; then a second passes. */
    void second(int calls, long took, int extra) {
        for (int call = 0; call < calls; call++) {
            metrics.counter("smart.requests.success").inc();
            this.calls.update(took, TimeUnit.MILLISECONDS);
            attempts.update(took, TimeUnit.MILLISECONDS);
        }
        metrics.counter("smart.hedges.sent").inc(extra);
        tick();
    }

    /** All is as at the start, but for the history. */
    void reset() {
        ConsoleStates.HEALTHY.play(this);
        addresses = List.of();
        limit = "100";
        adaptive = null;
        id = "first";
        host = "smart-7f9c-x2";
        startedAt = null;
        young = false;
        clockBehind = 0;
        server.reset();
    }

    /** A second passes. */
    synchronized void tick() {
        millis = millis + 1000;
        nanos += TimeUnit.SECONDS.toNanos(1);
        history.add(meters.read());
    }

    /** The machine's clock is set back. */
    synchronized void stepBack(long time) {
        clockBehind = clockBehind - time;
    }

    long now() {
        return millis + clockBehind;
    }

    /** All of one situation: {@link ConsoleStates#play} has the console meanwhile. */
    private synchronized Now say() {
        StatusInputs s = situations;
        List<State> states = s.states();
        State first = states.get(0);
        Advice advice = s.advice();
        LiveFigures figures = history.last(10)
                .map(ten -> LiveFigures.of(ten, 7, s.usual, FigureLevels.of(s.get())))
                .orElse(null);
        return new Now(
                now(),
                clockBehind,
                new Now.Status(
                        first.level().label(),
                        first.title(),
                        now() - 192_000,
                        first.facts(),
                        first.cause().label(),
                        advice.why(),
                        advice.what(),
                        advice.actions()),
                states.stream()
                        .skip(1)
                        .map(state -> new Now.Also(state.level().label(), state.title(), now() - 61_000))
                        .toList(),
                new Now.Ready(s.ready.ready(), now() - 192_000, s.ready.why()),
                lastCall,
                figures,
                new Now.Service(
                        id,
                        host,
                        "backend.example:443",
                        "1.0.0",
                        "4f2a91c",
                        startedAt == null ? now() - 7_200_000 : startedAt,
                        7,
                        "25",
                        s.draining),
                adaptive == null
                        ? new Now.Limit(s.inFlight, Integer.parseInt(limit), "fixed", null, null, null, null)
                        : new Now.Limit(s.inFlight, adaptive.to(), "adaptive", 100.0, 0.8, adaptive.words(), millis),
                new Now.HedgingNow(s.hedging, 300),
                tasks,
                events.hashCode(),
                new ConnectionPool.Usage(3, 5, s.pending, 100),
                addresses,
                new Jvm.Health(80 << 20, 256 << 20, 41, 0.07, 12L, 88L),
                List.of(new HealthChecks.Last("backend", true, "0 of 1212 attempts failed in the last 30 s", now())),
                List.of(
                        new SettingsView.Row(
                                "limit.maxInFlight", limit, "default", "REQUESTS_LIMIT", "set-limit", null),
                        new SettingsView.Row("hedging.percentile", "", "default", null, "set-hedging", null),
                        new SettingsView.Row(
                                "adminPeers",
                                peers.isEmpty() ? "none" : "smart",
                                "default",
                                "ADMIN_PEERS",
                                null,
                                null)),
                new Now.ErrorLog("./backend_errors.log", s.errorLogBytes, 0));
    }

    private byte[] data(String path, String query) throws IOException {
        return switch (path) {
            case "/console/now" -> MAPPER.writeValueAsBytes(say());
            case "/console/events" -> MAPPER.writeValueAsBytes(events);
            case "/console/peers" -> MAPPER.writeValueAsBytes(peers);
            case "/console/errors/groups" -> MAPPER.writeValueAsBytes(groups);
            case "/console/errors" -> "{\"notes\":[],\"more\":false}".getBytes(UTF_8);
            case "/console/history" -> historyJson(query);
            default -> throw new IOException("no data at " + path);
        };
    }

    private byte[] historyJson(String query) throws IOException {
        Range range = Range.of(query.replaceAll(".*range=(\\w+).*", "$1")).orElseThrow();
        long after = query.contains("after=") ? Long.parseLong(query.replaceAll(".*after=(\\d+).*", "$1")) : 0;
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (JsonGenerator json = MAPPER.createGenerator(body)) {
            (young ? new History(meters) : history).write(json, range, after, clockBehind);
        }
        return body.toByteArray();
    }

    @Override
    public void close() {
        server.close();
    }
}
