package smart.service.backend.address;

import org.jspecify.annotations.Nullable;

/**
 * The addresses that the attempts of one call have used, so that the next attempt can use another. Written by the
 * call's loop, read by any thread.
 */
public final class UsedAddresses {
    private volatile @Nullable Entry newest;
    private volatile int winner;

    private record Entry(int attempt, AddressUse use, @Nullable Entry before) {}

    /** An attempt now uses that address. */
    public void add(int attempt, AddressUse use) {
        newest = new Entry(attempt, use, newest);
    }

    /** That attempt has succeeded. */
    public void succeeded(int attempt) {
        winner = attempt;
    }

    /** Whether an attempt that began later has succeeded. */
    public boolean isOutrun(int attempt) {
        return winner > attempt;
    }

    /** Whether any attempt of the call has used that address. */
    boolean has(BackendAddress address) {
        for (Entry entry = newest; entry != null; entry = entry.before()) {
            if (entry.use().address() == address) {
                return true;
            }
        }
        return false;
    }

    /** The last address of that attempt, or null if it reached none. */
    public @Nullable AddressUse of(int attempt) {
        for (Entry entry = newest; entry != null; entry = entry.before()) {
            if (entry.attempt() == attempt) {
                return entry.use();
            }
        }
        return null;
    }
}
