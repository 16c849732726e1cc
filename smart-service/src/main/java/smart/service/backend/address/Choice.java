package smart.service.backend.address;

import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import smart.service.backend.address.BackendAddress.State;

/**
 * Chooses the address of an attempt. An ejected address whose trial is due gets the next attempt. Otherwise healthy
 * addresses come first, then those that are slow to connect, then ejected ones; within each group, addresses that the
 * call has not used come first. {@link Spread} decides within the best group. Safe for use by many threads.
 */
final class Choice {
    private static final int USED = 1;
    private static final int SLOW = 2;
    private static final int LEFT_OUT = 4;
    private static final int IMPOSSIBLE = 8;

    private final Spread spread;
    private final IntUnaryOperator random;
    private final Ejections ejections;

    Choice(Spread spread, IntUnaryOperator random, Ejections ejections) {
        this.spread = spread;
        this.random = random;
        this.ejections = ejections;
    }

    /**
     * An address, or null if there is none.
     *
     * @param used addresses that the call has used, to avoid
     * @param tried addresses to exclude
     * @param family the required IP version, or null for either
     */
    @Nullable AddressUse of(BackendAddress[] known, UsedAddresses used, List<BackendAddress> tried, @Nullable Family family) {
        if (known.length == 1 && tried.isEmpty() && family == null) {
            return new AddressUse(known[0], ejections, false);
        }
        int best = IMPOSSIBLE;
        int count = 0;
        BackendAddress one = null;
        BackendAddress other = null;
        for (BackendAddress address : known) {
            int rank = rank(address, used, tried, family);
            if (rank == LEFT_OUT && ejections.isTrial(address)) {
                return new AddressUse(address, ejections, true);
            }
            if (rank < best) {
                best = rank;
                count = 0;
                other = null;
            }
            if (rank == best && rank < IMPOSSIBLE) {
                int place = place(count++);
                one = place == 0 ? address : one;
                other = place == 1 ? address : other;
            }
        }
        return one == null ? null : new AddressUse(lessBusy(one, other), ejections, false);
    }

    /** Samples two of the best addresses uniformly (a reservoir), or takes the first one. */
    private int place(int before) {
        return before < 2 || spread == Spread.FIRST ? before : random.applyAsInt(before + 1);
    }

    private BackendAddress lessBusy(BackendAddress one, @Nullable BackendAddress other) {
        if (other == null || spread == Spread.FIRST) {
            return one;
        }
        long now = ejections.now();
        boolean retryOne = one.isRetryDue(now);
        boolean retryOther = other.isRetryDue(now);
        int difference = (retryOne ? one.inFlight() : one.load()) - (retryOther ? other.inFlight() : other.load());
        boolean first = difference == 0 ? random.applyAsInt(2) == 0 : difference < 0;
        BackendAddress chosen = first ? one : other;
        boolean retry = first ? retryOne : retryOther;
        boolean taken = retry && !chosen.takeRetry(now); // By another attempt in the meantime.
        return first == taken ? other : one;
    }

    private int rank(BackendAddress address, UsedAddresses used, List<BackendAddress> tried, @Nullable Family family) {
        if ((family != null && address.family() != family) || tried.contains(address)) {
            return IMPOSSIBLE;
        }
        return (address.state() == State.USED ? 0 : LEFT_OUT)
                + (address.isSlow() ? SLOW : 0)
                + (used.has(address) ? USED : 0);
    }
}
