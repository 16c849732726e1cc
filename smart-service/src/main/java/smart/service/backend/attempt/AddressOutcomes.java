package smart.service.backend.attempt;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import smart.service.backend.BackendFailure;
import smart.service.backend.BackendFailure.Broken;
import smart.service.backend.BackendFailure.Kind;
import smart.service.backend.BackendFailure.NoConnection;
import smart.service.backend.address.AddressUse;
import smart.service.backend.address.BackendAddress;

/**
 * Reports the result of each attempt to its address, and counts durations per address. Safe for use by many threads
 * without blocking.
 *
 * <p>Some failures do not count against the machine. A 429 asks for fewer calls, and the size of a body depends on the
 * request. {@link ShortTimeouts} are the caller's. A socket that Smart's own machine did not give is nobody's.
 */
public final class AddressOutcomes implements AttemptListener {
    private static final int TOO_MANY_REQUESTS = 429;

    private final ShortTimeouts shortTimeouts;
    private final Map<BackendAddress, FineBuckets> durations = new ConcurrentHashMap<>();

    /** @param timeout of a call */
    public AddressOutcomes(Supplier<Duration> timeout) {
        this.shortTimeouts = new ShortTimeouts(timeout);
    }

    @Override
    public void ended(Attempt attempt) {
        AddressUse use = attempt.address();
        if (use == null) {
            return;
        }
        switch (attempt.result()) {
            case SUCCESS -> {
                attempt.request().used().succeeded(attempt.request().attempt());
                use.succeeded();
            }
            case FAILURE -> use.failed(counts(attempt));
            case CANCELLED ->
                use.cancelled(
                        attempt.request().used().isOutrun(attempt.request().attempt()));
            case INTERNAL -> use.internal();
        }
        if (attempt.result() != Result.CANCELLED) {
            durations(use.address()).count(attempt.elapsedNanos());
        }
    }

    private boolean counts(Attempt attempt) {
        BackendFailure failure = attempt.failure();
        return failure != null
                && failure.kind() != Kind.TOO_LARGE
                && failure.status() != TOO_MANY_REQUESTS
                && !lacksSocket(failure)
                && !shortTimeouts.contain(attempt);
    }

    private static boolean lacksSocket(BackendFailure failure) {
        return failure instanceof Broken broken && broken.noConnection() == NoConnection.NO_SOCKET;
    }

    private FineBuckets durations(BackendAddress address) {
        FineBuckets known = durations.get(address);
        return known == null ? durations.computeIfAbsent(address, key -> new FineBuckets()) : known;
    }

    /**
     * The number of attempts at that address so far in each of {@link FineBuckets}, without cancelled ones.
     *
     * @param known the current addresses; the counts of all others are dropped
     */
    public List<long[]> fineCounts(List<BackendAddress> known) {
        durations.keySet().removeIf(BackendAddress::hasLeft);
        return known.stream().map(address -> durations(address).counts()).toList();
    }
}
