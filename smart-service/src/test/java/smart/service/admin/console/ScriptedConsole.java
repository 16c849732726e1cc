package smart.service.admin.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.codahale.metrics.MetricRegistry;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
    private static final Map<String, String> TYPES =
            Map.of("html", "text/html", "js", "text/javascript", "css", "text/css");

    private final HttpServer server;
    private final ExecutorService requests = Executors.newCachedThreadPool();
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
    /** The statuses of the paths that fail. */
    final Map<String, Integer> failing = new ConcurrentHashMap<>();
    /** Where the requests wait until a test opens it. */
    final Map<String, CountDownLatch> waiting = new ConcurrentHashMap<>();
    /** The tasks that were run, with their queries, and the id of the process that they were for. */
    final List<String> ran = new CopyOnWriteArrayList<>();

    volatile @Nullable Long lastCall;
    volatile long clockBehind;
    /** Whether it has just started, and has no history. */
    volatile boolean young;

    ScriptedConsole() {
        metrics.timer("smart.request.refused.duration", LatencyTimer::new);
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
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(requests); // So that one that waits holds no other.
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
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
        failing.clear();
        waiting.values().forEach(CountDownLatch::countDown);
        waiting.clear();
        ran.clear();
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

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (waiting.containsKey(path)) {
            awaitOpen(waiting.get(path));
        }
        if (failing.containsKey(path)) {
            fail(exchange, failing.get(path));
            return;
        }
        byte[] body =
                switch (path) {
                    case "/console/now" -> MAPPER.writeValueAsBytes(say());
                    case "/console/events" -> MAPPER.writeValueAsBytes(events);
                    case "/console/peers" -> MAPPER.writeValueAsBytes(peers);
                    case "/console/errors/groups" -> MAPPER.writeValueAsBytes(groups);
                    case "/tasks/log-level", "/tasks/drain", "/tasks/set-limit", "/tasks/gc" -> ran(exchange);
                    case "/console/errors" -> "{\"notes\":[],\"more\":false}".getBytes(UTF_8);
                    case "/console/history" ->
                        historyJson(exchange.getRequestURI().getQuery());
                    default -> file(path);
                };
        String type = TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "application/json");
        exchange.getResponseHeaders().add("Content-Type", path.equals("/") ? "text/html" : type);
        exchange.getResponseHeaders().add("Cache-Control", "no-store");
        exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private byte[] ran(HttpExchange exchange) {
        ran.add(exchange.getRequestURI() + " for "
                + exchange.getRequestHeaders().getFirst("Smart-Service-Id"));
        return "done\n".getBytes(UTF_8);
    }

    private static void fail(HttpExchange exchange, int status) throws IOException {
        byte[] page = "<h1>Not this way</h1>".getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/html");
        if (status == 302) {
            exchange.getResponseHeaders().add("Location", "/sign-in");
        }
        exchange.sendResponseHeaders(status, page.length);
        exchange.getResponseBody().write(page);
        exchange.close();
    }

    private static void awaitOpen(CountDownLatch latch) {
        try {
            latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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

    private static byte[] file(String path) throws IOException {
        String resource = path.startsWith("/uplot/")
                ? "/META-INF/resources/webjars/uplot/1.6.30/dist" + path.substring("/uplot".length())
                : "/smart/service/admin/console/page"
                        + (path.equals("/") ? "/index.html" : path.substring("/console".length()));
        try (InputStream file = ScriptedConsole.class.getResourceAsStream(resource)) {
            return file == null ? new byte[0] : file.readAllBytes();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        requests.shutdownNow();
    }
}
