package smart.service.hedge;

import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smart.service.backend.Backend;
import smart.service.backend.BackendRequest;
import smart.service.backend.BackendResponse;
import smart.service.hedge.policy.HedgePolicy;
import smart.service.hedge.policy.Hedging;

/**
 * Makes up to {@code 1 + extraAttempts} attempts at a call, as the {@link HedgePolicy} allows; see {@link HedgedCall}
 * for the rules. It adds {@code Server-Timing} to responses: the number of attempts, and the winner. While hedging is
 * off, it passes calls straight on.
 *
 * <p>Every request may be sent twice, since a {@link BackendRequest} is GET or HEAD.
 */
public final class HedgedBackend implements Backend {
    private final HedgePolicy policy;
    private final LongSupplier nanoTime;
    private final Backend backend;
    private final HedgeLog log;

    /**
     * @param nanoTime the clock of the requests' deadlines, in nanoseconds
     * @param backend makes one attempt
     */
    public HedgedBackend(HedgePolicy policy, LongSupplier nanoTime, Backend backend) {
        this(policy, nanoTime, backend, LoggerFactory.getLogger(HedgedCall.class));
    }

    /**
     * @param nanoTime the clock of the requests' deadlines, in nanoseconds
     * @param backend makes one attempt
     * @param log gets a line at DEBUG for each decision about an extra attempt
     */
    public HedgedBackend(HedgePolicy policy, LongSupplier nanoTime, Backend backend, Logger log) {
        this.policy = policy;
        this.nanoTime = nanoTime;
        this.backend = backend;
        this.log = new HedgeLog(log);
    }

    @Override
    public CompletableFuture<BackendResponse> send(BackendRequest request) {
        Hedging hedging = policy.hedging();
        if (!hedging.enabled()) {
            return backend.send(request);
        }
        policy.called();
        HedgedCall call = new HedgedCall(request, hedging, policy, backend, nanoTime, log);
        call.start();
        return call;
    }
}
