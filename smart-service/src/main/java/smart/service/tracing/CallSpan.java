package smart.service.tracing;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;
import smart.service.backend.BackendFailure;
import smart.service.backend.BackendRequest.Method;
import smart.service.backend.BackendResponse;
import smart.service.backend.attempt.LatencyTimer;
import smart.service.request.CallTracing;
import smart.service.request.Caller;
import smart.service.request.Outcome;

/**
 * The record of one call. Times are on the scale of {@link System#nanoTime()}. Mutable fields are guarded by this;
 * after {@link #ended} nothing changes.
 */
final class CallSpan implements CallTracing.Span {
    private static final int LONGEST_FIELD = 256;

    private final Tracing tracing;
    private @Nullable Caller caller;
    final String requestId;
    final @Nullable TraceParent parent;
    final boolean sampled;
    final long start;
    /** The first 8 bytes of the trace's id. */
    final long high;
    /** Its last 8 bytes. */
    final long low;

    final List<AttemptSpan> attempts = new ArrayList<>(1);
    final List<Happened> events = new ArrayList<>(0);
    private int hedged;
    private @Nullable HedgeReason reason;
    int winner;

    @Nullable Outcome outcome;

    int status;
    long end;

    /** Set if the call is kept. */
    @Nullable From from;
    /** The server span's id, if the call is kept. */
    long spanId;
    /** The number of spans when it was kept. */
    int spans;

    /** An event of the call, with its time. */
    record Happened(long at, String what) {}

    /**
     * The data about the caller.
     *
     * @param peer the address at the other end of the connection
     * @param client the first address that a proxy forwarded, or the peer's. Anyone can forward any text
     */
    record From(
            Method method, String scheme, String peer, String client, @Nullable String host, @Nullable String agent) {}

    CallSpan(Tracing tracing, HeadSampler sampler, Caller caller, String requestId, long start) {
        this.tracing = tracing;
        this.caller = caller;
        this.requestId = requestId;
        this.start = start;
        this.parent = TraceParent.of(caller.fields());
        this.high = parent == null ? random() : parent.high();
        this.low = parent == null ? random() : parent.low();
        this.sampled = sampler.chooses(parent, low);
    }

    @Override
    public String id() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }

    private static long random() {
        long id = 0;
        while (id == 0) { // Which is no valid id.
            id = ThreadLocalRandom.current().nextLong();
        }
        return id;
    }

    @Override
    public synchronized void event(String what) {
        events.add(new Happened(tracing.now(), what));
    }

    @Override
    public synchronized void hedged(int attempt, HedgeReason why) {
        hedged = attempt;
        reason = why;
    }

    @Override
    public synchronized void won(int attempt) {
        winner = attempt;
    }

    /** The {@code traceparent} that makes the backend's span a child of that attempt. */
    String traceParent(AttemptSpan attempt) {
        return TraceParent.text(high, low, attempt.id, sampled);
    }

    /** Begins an attempt. */
    synchronized AttemptSpan attempt(int number) {
        AttemptSpan attempt =
                new AttemptSpan(number, random(), tracing.now(), number > 1 && number == hedged ? reason : null);
        attempts.add(attempt);
        return attempt;
    }

    /**
     * An attempt has ended with a response or a failure.
     *
     * @param peer the backend's address that it used, or null for none
     */
    synchronized void ended(
            AttemptSpan attempt,
            @Nullable String peer,
            @Nullable BackendResponse response,
            @Nullable Throwable failure) {
        attempt.peer = peer;
        attempt.ended = true;
        attempt.end = tracing.now();
        if (response != null) {
            attempt.status = response.status();
        } else if (failure instanceof BackendFailure.Status status) {
            attempt.status = status.status();
            attempt.error = Integer.toString(attempt.status);
        } else if (failure instanceof BackendFailure broken) {
            attempt.status = broken.status();
            attempt.error = broken.kind().label();
            attempt.detail = broken.detail();
        } else if (failure instanceof CancellationException) {
            attempt.cancelled = true;
        } else {
            attempt.error = failure == null ? "unknown" : failure.getClass().getName();
        }
    }

    @Override
    public void ended(Outcome how, int code, long nanos) {
        boolean error;
        synchronized (this) {
            outcome = how;
            status = code;
            end = start + nanos;
            error = hasError();
        }
        tracing.ended(this, error, nanos);
        caller = null;
    }

    /** Whether the call or one of its attempts failed; a refusal is not a failure. */
    private boolean hasError() {
        for (AttemptSpan attempt : attempts) {
            if (attempt.error != null) {
                return true;
            }
        }
        return outcome == Outcome.TIMEOUT
                || outcome == Outcome.BACKEND_ERROR
                || outcome == Outcome.BACKEND_STATUS
                || outcome == Outcome.INTERNAL;
    }

    /** The call is kept: takes the data of the caller's request while it is available. */
    synchronized void keep() {
        Caller asked = Objects.requireNonNull(caller);
        from = new From(
                asked.method(),
                asked.scheme(),
                asked.address(),
                client(asked),
                cut(asked.fields().get(HttpHeader.HOST)),
                cut(asked.fields().get(HttpHeader.USER_AGENT)));
        spanId = random();
        spans = 1 + attempts.size();
    }

    private static String client(Caller asked) {
        String forwarded = asked.fields().get(HttpHeader.X_FORWARDED_FOR);
        String first = forwarded == null ? "" : forwarded.split(",", 2)[0].trim();
        return first.isEmpty() ? asked.address() : Objects.requireNonNull(cut(first));
    }

    /** Many calls may wait for the collector, so none may hold all that its caller can send. */
    private static @Nullable String cut(@Nullable String field) {
        return field == null || field.length() <= LONGEST_FIELD ? field : field.substring(0, LONGEST_FIELD);
    }

    /** Records the call and its attempts as exemplars of these durations. A call that did not pass the limit has none. */
    synchronized void exemplify(LatencyTimer calls, LatencyTimer each) {
        if (outcome != null && outcome.isAdmitted()) {
            calls.exemplar(end - start, high, low, spanId);
        }
        for (AttemptSpan attempt : attempts) {
            if (attempt.ended && !attempt.cancelled) {
                each.exemplar(attempt.end - attempt.start, high, low, attempt.id);
            }
        }
    }
}
