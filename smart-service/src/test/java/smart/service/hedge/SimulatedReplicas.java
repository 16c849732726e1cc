package smart.service.hedge;

import com.codahale.metrics.MetricRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import smart.service.backend.Backend;
import smart.service.backend.BackendFailure.Broken;
import smart.service.backend.BackendFailure.Kind;
import smart.service.backend.BackendRequest;
import smart.service.backend.BackendResponse;
import smart.service.backend.address.AddressBook;
import smart.service.backend.address.AddressUse;
import smart.service.backend.address.Spread;
import smart.service.backend.attempt.AddressOutcomes;
import smart.service.backend.attempt.ObservedBackend;
import smart.service.hedge.SimulatedCalls.Replies;

/** Calls to a backend of three machines, of which the first may be another than the others, all on a manual clock. */
final class SimulatedReplicas implements Backend {
    private static final double SECOND = 1e9;

    /** What the calls that succeeded took, in nanoseconds; ascending. */
    final List<Long> succeeded = new ArrayList<>();
    /** What came to the backend, and to the first machine alone. */
    int requests;

    int toFirst;
    private int calls;
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
        for (calls = 0; calls < number; calls++) {
            long start = time.getAsLong();
            long deadline = start + TimeUnit.SECONDS.toNanos(10);
            var unused = smart.send(new BackendRequest(
                            BackendRequest.Method.GET, null, List.of(), "id", deadline, 1, 1, 0, time))
                    .thenAccept(response -> succeeded.add(time.getAsLong() - start));
            time.advanceTo(start + (long) (-Math.log(1 - random.nextDouble()) / perSecond * SECOND));
        }
        time.advance(Duration.ofMinutes(1));
        succeeded.sort(null);
        return this;
    }

    /** The time within which that share of all calls had succeeded, in milliseconds; infinite where fewer did. */
    double percentile(double percent) {
        int index = (int) Math.ceil(calls * percent / 100) - 1;
        return index < succeeded.size() ? succeeded.get(index) / 1e6 : Double.POSITIVE_INFINITY;
    }

    double shareOfFirst() {
        return toFirst / (double) requests;
    }

    int failed() {
        return calls - succeeded.size();
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
