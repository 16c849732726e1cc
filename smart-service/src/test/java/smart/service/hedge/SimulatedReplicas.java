package smart.service.hedge;

import com.codahale.metrics.MetricRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import smart.service.backend.Backend;
import smart.service.backend.BackendFailure.Broken;
import smart.service.backend.BackendFailure.Kind;
import smart.service.backend.BackendRequest;
import smart.service.backend.BackendResponse;
import smart.service.backend.ManualScheduler;
import smart.service.backend.address.AddressBook;
import smart.service.backend.address.AddressUse;
import smart.service.backend.address.Spread;
import smart.service.backend.attempt.AddressOutcomes;
import smart.service.backend.attempt.ObservedBackend;
import smart.service.hedge.SimulatedCalls.Replies;
import smart.service.hedge.policy.HedgePolicy;
import smart.service.hedge.policy.Hedging;
import smart.service.hedge.policy.Load;

/** Calls to a backend of three machines, of which the first may be another than the others, all on a manual clock. */
final class SimulatedReplicas implements Backend {
    /** What came to the backend, and to the first machine alone. */
    int requests;

    int toFirst;
    private PoissonCalls calls;
    private final ManualScheduler time = new ManualScheduler();
    private final Random random = new Random(8);
    private final Replies first;
    private final Replies others;
    private final AddressBook book;
    private final Backend smart;

    SimulatedReplicas(Spread spread, Hedging hedging, Replies first, Replies others) {
        this.first = first;
        this.others = others;
        book = new AddressBook(spread, time, random::nextInt).with(inet(1), inet(2), inet(3));
        HedgePolicy policy = new HedgePolicy(
                hedging,
                () -> Duration.ofSeconds(10),
                new Load(() -> Duration.ZERO, () -> 0, () -> false),
                time,
                () -> Instant.EPOCH,
                new MetricRegistry());
        AddressOutcomes outcomes = new AddressOutcomes(() -> Duration.ofSeconds(10));
        smart = new HedgedBackend(policy, time, new ObservedBackend(List.of(outcomes), time, this));
    }

    private static InetAddress inet(int number) {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) number});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    SimulatedReplicas calls(double perSecond, int number) {
        calls = new PoissonCalls(smart, time, random, perSecond, number);
        return this;
    }

    /** The time within which that share of all calls had succeeded, in milliseconds; infinite where fewer did. */
    double percentile(double percent) {
        long nanos = calls.percentile(percent);
        return nanos == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : nanos / 1e6;
    }

    double shareOfFirst() {
        return toFirst / (double) requests;
    }

    int failed() {
        return calls.failed();
    }

    int succeeded() {
        return calls.succeeded();
    }

    @Override
    public CompletableFuture<BackendResponse> send(BackendRequest request) {
        AddressUse use = book.choose(request.used());
        request.used().add(request.attempt(), use);
        boolean toTheFirst = use.address() == book.known().get(0);
        requests++;
        toFirst += toTheFirst ? 1 : 0;
        CompletableFuture<BackendResponse> attempt = new CompletableFuture<>();
        double takes = (toTheFirst ? first : others).millis(random, time.getAsLong() / 1e6);
        long left = request.deadline() - time.getAsLong();
        long nanos = (long) (Math.abs(takes) * 1e6);
        var timer = time.schedule(
                () -> {
                    use.release();
                    if (nanos > left) {
                        attempt.completeExceptionally(new Broken(Kind.TIMEOUT, "scripted"));
                    } else if (takes < 0) {
                        attempt.completeExceptionally(new Broken(Kind.RESET, "scripted"));
                    } else {
                        attempt.complete(new BackendResponse(200, List.of(), new byte[0]));
                    }
                },
                Math.min(left, nanos));
        var unused = attempt.whenComplete((response, failure) -> {
            use.release();
            timer.cancel();
        });
        return attempt;
    }
}
