package smart.service.admin.console;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import smart.service.backend.address.AddressBook;
import smart.service.backend.address.BackendAddress;
import smart.service.backend.address.BackendAddress.State;
import smart.service.backend.attempt.AddressOutcomes;
import smart.service.backend.attempt.FineBuckets;

/**
 * The backend's addresses, as the console shows them. The figures cover the last ten seconds, or the time since
 * somebody opened the console. While nobody looks, nothing is computed. Safe for use by many threads.
 */
public final class AddressRows {
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);
    /** However many look. */
    private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final double SECOND_NANOS = 1e9;
    private static final double P95 = 95;

    private final AddressBook book;
    private final AddressOutcomes outcomes;
    private final LongSupplier nanoTime;
    // Guarded by this.
    private final Deque<Look> looks = new ArrayDeque<>();

    private record Look(long nanos, Map<BackendAddress, long[]> counts) {}

    /** @param nanoTime the clock, in nanoseconds */
    public AddressRows(AddressBook book, AddressOutcomes outcomes, LongSupplier nanoTime) {
        this.book = book;
        this.outcomes = outcomes;
        this.nanoTime = nanoTime;
    }

    /**
     * An address.
     *
     * @param state {@code used}, {@code ejected}, {@code trial} or {@code slow}
     * @param leftOutMs how much longer the address is ejected
     * @param perSecond attempts that ended
     * @param p95 the p95 of their durations, in milliseconds
     */
    record Row(
            String address,
            String state,
            long leftOutMs,
            int inFlight,
            @Nullable Double perSecond,
            @Nullable Double p95) {}

    /** The addresses now, in DNS order. */
    synchronized List<Row> look() {
        List<BackendAddress> known = book.known();
        List<long[]> counts = outcomes.fineCounts(known);
        Map<BackendAddress, long[]> now = new HashMap<>();
        for (int i = 0; i < known.size(); i++) {
            now.put(known.get(i), counts.get(i));
        }
        long nanos = nanoTime.getAsLong();
        while (!looks.isEmpty() && nanos - looks.getFirst().nanos() > LONGEST_NANOS + 2 * SHORTEST_NANOS) {
            looks.removeFirst();
        }
        Look before = looks.peekFirst();
        if (looks.isEmpty() || nanos - looks.getLast().nanos() >= SHORTEST_NANOS) {
            looks.addLast(new Look(nanos, now));
        }
        return known.stream()
                .map(address -> row(address, before, nanos, now.getOrDefault(address, new long[0])))
                .toList();
    }

    private Row row(BackendAddress address, @Nullable Look before, long nanos, long[] now) {
        long[] then = before == null ? null : before.counts().get(address);
        double seconds = before == null ? 0 : (nanos - before.nanos()) / SECOND_NANOS;
        boolean unknown = before == null || seconds <= 0;
        double p95 = unknown ? Double.NaN : FineBuckets.percentileMillis(then, now, P95);
        return new Row(
                address.text(),
                state(address),
                TimeUnit.NANOSECONDS.toMillis(book.nanosLeftOut(address)),
                address.inFlight(),
                unknown ? null : Double.valueOf(FineBuckets.total(then, now) / seconds),
                Double.isNaN(p95) ? null : Double.valueOf(p95));
    }

    private static String state(BackendAddress address) {
        State state = address.state();
        return state == State.USED && address.isSlow() ? "slow" : state.name().toLowerCase(Locale.ROOT);
    }
}
