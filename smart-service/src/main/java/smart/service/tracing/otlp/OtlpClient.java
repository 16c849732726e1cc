package smart.service.tracing.otlp;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLException;
import smart.service.http.RetryAfter;

/**
 * Sends requests over HTTP, as the <a href="https://opentelemetry.io/docs/specs/otlp/#otlphttp">specification of
 * OTLP</a> says. It repeats a request after 429, 502, 503 and 504, and if there was no connection or no response. The
 * pauses between the attempts, and all limits, are those of OpenTelemetry's SDK for Java. Used by one thread.
 */
public final class OtlpClient implements SpanSender {
    /** How long sending a request may take, with all attempts. */
    public static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** What a longer pause is cut to, so that a mistake in one response does not turn traces off. */
    private static final Duration MOST_ASKED = Duration.ofMinutes(5);

    private static final Set<Integer> WORTH_REPEATING = Set.of(429, 502, 503, 504);
    private static final int ATTEMPTS = 5;
    private static final long FIRST_PAUSE = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(5);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpRequest.Builder request;
    private final LongSupplier nanoTime;
    private final Sleep sleep;
    private final DoubleSupplier jitter;

    /** Waits. */
    interface Sleep {
        void nanos(long nanos) throws InterruptedException;
    }

    /** The end of one attempt: what to report if it was the last one, and whether another one can help. */
    private record Ended(SendResult result, boolean again) {}

    /**
     * @param endpoint the complete URL
     * @param agent the value of {@code User-Agent}
     * @param headers additional fields
     */
    public OtlpClient(URI endpoint, String agent, Map<String, String> headers) {
        this(endpoint, agent, headers, System::nanoTime, TimeUnit.NANOSECONDS::sleep, () -> ThreadLocalRandom.current()
                .nextDouble(0.8, 1.2));
    }

    OtlpClient(
            URI endpoint,
            String agent,
            Map<String, String> headers,
            LongSupplier nanoTime,
            Sleep sleep,
            DoubleSupplier jitter) {
        this.nanoTime = nanoTime;
        this.sleep = sleep;
        this.jitter = jitter;
        this.request = HttpRequest.newBuilder(endpoint).setHeader("User-Agent", agent);
        headers.forEach(request::setHeader);
        request.setHeader("Content-Type", "application/x-protobuf");
    }

    @Override
    public SendResult send(ProtoWriter message) throws InterruptedException {
        HttpRequest post =
                request.POST(new ArrayBody(message.array(), message.size())).build();
        long end = nanoTime.getAsLong() + TIMEOUT.toNanos();
        long pause = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            Ended ended = attempt(post, end - nanoTime.getAsLong());
            long asked = ended.result() instanceof SendResult.Lost lost ? lost.pauseNanos() : 0;
            long wait = asked > 0 ? asked : Math.round(pause * jitter.getAsDouble());
            if (!ended.again() || attempt == ATTEMPTS || nanoTime.getAsLong() + wait >= end) {
                return ended.result();
            }
            sleep.nanos(wait);
            pause = Math.min(pause + pause / 2, LONGEST_PAUSE);
        }
    }

    private Ended attempt(HttpRequest post, long left) throws InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> response = http.sendAsync(post, BoundedBody.handler());
        try {
            return judged(response.get(left, TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return new Ended(new SendResult.Lost("no response within " + TIMEOUT.toSeconds() + " s", 0), false);
        } catch (ExecutionException | CancellationException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            boolean again = cause instanceof IOException && !(cause instanceof SSLException);
            return new Ended(new SendResult.Lost(SendFailure.text(cause), 0), again);
        } finally {
            response.cancel(true); // Has an effect only where the time is up, or the thread is interrupted.
        }
    }

    private static Ended judged(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status / 100 == 2) {
            return new Ended(PartialSuccess.read(response.body()), false);
        }
        boolean again = WORTH_REPEATING.contains(status);
        long pause =
                again ? pauseNanos(response.headers().firstValue("Retry-After").orElse(""), Instant.now()) : 0;
        String why = "it responds with " + status;
        if (pause > 0) {
            why += ", and asks for a pause of " + Math.max(1, TimeUnit.NANOSECONDS.toSeconds(pause)) + " s";
        }
        return new Ended(new SendResult.Lost(why, pause), again);
    }

    /** The pause that {@code Retry-After} asks for, in nanoseconds; 0 if it is empty or invalid. */
    static long pauseNanos(String retryAfter, Instant now) {
        Duration pause = RetryAfter.pause(retryAfter, now);
        if (pause == null || pause.isNegative()) {
            return 0;
        }
        return (pause.compareTo(MOST_ASKED) > 0 ? MOST_ASKED : pause).toNanos();
    }
}
