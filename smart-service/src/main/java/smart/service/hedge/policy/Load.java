package smart.service.hedge.policy;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * What is known of the load, each at the time that it is asked.
 *
 * @param refusingFor for how long calls have been refused without a pause; zero where none is
 * @param inFlight the calls in progress
 * @param queueing whether the limit has seen that calls queue at the backend
 */
public record Load(Supplier<Duration> refusingFor, IntSupplier inFlight, BooleanSupplier queueing) {}
