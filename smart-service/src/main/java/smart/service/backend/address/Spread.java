package smart.service.backend.address;

import java.util.Locale;

/** How the address of an attempt is chosen. */
public enum Spread {
    /**
     * The less busy of two random addresses, by attempts in flight. See Mitzenmacher, <i>The Power of Two Choices in
     * Randomized Load Balancing</i> (2001).
     */
    LEAST_BUSY,
    /** The first address in DNS order; the others only if it can't be used. */
    FIRST;

    /** As it stands in a file. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
