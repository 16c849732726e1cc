package smart.service.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import smart.service.LongForm;
import smart.service.SmartService;
import smart.testkit.RawBackend;
import smart.testkit.RawCaller;
import smart.testkit.RawExchange;

/**
 * No caller ever gets another's bytes: many at once, with random bodies and delays, resets, surplus bytes and callers that
 * go away, hedged or not; the backend echoes each call's own id in field and body. The number of calls is the system
 * property {@code isolation.calls}.
 */
@LongForm
class IsolationIT {
    private static final int CALLS = Integer.getInteger("isolation.calls", 5000);
    private static final int CONCURRENCY = Integer.getInteger("isolation.concurrency", 200);
    /** Whether callers go away now and then. */
    private static final boolean HANG_UPS = Boolean.parseBoolean(System.getProperty("isolation.hangups", "true"));

    /** A long run says after so many calls how it went so far. */
    private static final int PROGRESS = 20_000;

    private static final long SEED = Long.getLong("isolation.seed", 9);

    private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger();
    private final long start = System.nanoTime();

    @Test
    void noCallerGetsAnothersBytes() throws Exception {
        try (RawBackend backend = RawBackend.start().withoutRecord();
                SmartService smart = SmartService.inFrontOf(backend.url())
                        .with("limit.maxInFlight", String.valueOf(2 * CONCURRENCY))
                        .with("backend.timeout", "10s")
                        .with("callers.slowCallerGrace", "1s")
                        .with("hedging.enabled", "true")
                        .with("hedging.delay", "5ms")
                        .with("hedging.budget", "100")
                        .started()) {
            backend.reply(IsolationIT::echo);
            run(smart, CALLS / 2);
            smart.admin("POST", "/tasks/set-hedging?enabled=false");
            run(smart, CALLS);
            smart.awaitIdle();
            report(CALLS);
        }
        assertThat(outcomes).doesNotContainKey("another's");
        assertThat(outcomes.get("200").sum()).as("right answers").isGreaterThan(CALLS / 2);
    }

    /** Calls until {@code last}, by as many threads as there are calls at once. */
    private void run(SmartService smart, int last) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(CONCURRENCY);
        for (int i = 0; i < CONCURRENCY; i++) {
            Thread caller = new Thread(
                    () -> {
                        try {
                            calls(smart, last);
                        } finally {
                            done.countDown();
                        }
                    },
                    "caller");
            caller.setDaemon(true);
            caller.start();
        }
        assertThat(done.await(30 + CALLS / 5_000, TimeUnit.MINUTES)).isTrue();
    }

    private void calls(SmartService smart, int last) {
        RawCaller caller = null;
        for (int call = next.getAndIncrement(); call < last; call = next.getAndIncrement()) {
            try {
                if (caller == null) {
                    caller = new RawCaller(smart.url("/"));
                }
                if (call > 0 && call % PROGRESS == 0) {
                    report(call);
                }
                String id = "call-" + call;
                caller.get(SmartService.PATH + "?" + id, "X-Request-Id: " + id);
                if (HANG_UPS && new SplittableRandom(SEED + call).nextInt(50) == 0) {
                    caller.reset();
                    caller = null;
                    count("hung up");
                    continue;
                }
                count(outcome(caller.read(), id));
            } catch (IOException e) {
                count("lost: " + e.getMessage());
                caller = null;
            }
        }
        next.getAndDecrement();
        if (caller != null) {
            close(caller);
        }
    }

    private static void close(RawCaller caller) {
        try {
            caller.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String outcome(RawCaller.Response answer, String id) {
        boolean own = answer.header("X-Request-Id").equals(List.of(id));
        if (answer.status() == 200) {
            own &= answer.header("Echo").equals(List.of(id)) && answer.body().equals(body(id));
        } else {
            own &= answer.header("Echo").isEmpty();
        }
        return own ? String.valueOf(answer.status()) : "another's";
    }

    private void report(int calls) {
        System.out.printf(
                "isolation: %d calls at %d in %d s: %s%n",
                calls, CONCURRENCY, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start), new TreeMap<>(outcomes));
    }

    private void count(String outcome) {
        outcomes.computeIfAbsent(outcome, key -> new LongAdder()).increment();
    }

    /** Of a length and with a content that follow from the id alone. */
    private static String body(String id) {
        int length = new Random(id.hashCode()).nextInt(3000);
        return "{\"" + id + "\": \"" + (id + ";").repeat(length / id.length()) + "\"}";
    }

    private static void echo(RawExchange exchange) throws IOException {
        String id = exchange.request().target().substring(2);
        SplittableRandom random = new SplittableRandom(id.hashCode() * 31L + System.nanoTime());
        String body = body(id);
        String head = "HTTP/1.1 200 OK\r\nEcho: " + id + "\r\n";
        String whole = random.nextBoolean()
                ? head + "Content-Length: " + body.length() + "\r\n\r\n" + body
                : head + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(body.length()) + "\r\n" + body
                        + "\r\n0\r\n\r\n";
        int part = random.nextInt(whole.length());
        exchange.endsWithin(1 + random.nextInt(10));
        switch (random.nextInt(20)) {
            case 0 -> {
                exchange.send(whole.substring(0, part));
                exchange.reset();
            }
            case 1 -> {
                exchange.send(whole.substring(0, part));
                exchange.close();
            }
            case 2 -> exchange.send(whole + whole.substring(0, part));
            case 3 -> exchange.send(whole + whole);
            default -> {
                exchange.send(whole.substring(0, part));
                exchange.send(whole.substring(part));
            }
        }
    }
}
