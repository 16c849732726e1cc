package smart.service.hedge.policy;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * The current load; each value is read when needed.
 *
 * @param refusingFor how long calls of at least the usual priority have been refused without a pause; zero if none is
 * @param inFlight the calls in flight
 * @param queueing whether the limit has seen that calls queue at the backend
 */
public record Load(Supplier<Duration> refusingFor, IntSupplier inFlight, BooleanSupplier queueing) {}
