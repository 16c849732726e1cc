package smart.service.backend.address;

import java.util.Locale;

/** Which of the backend's addresses an attempt goes to. */
public enum Spread {
    /**
     * The less busy one, by attempts in flight, of two taken at random. After Mitzenmacher, <i>The Power of Two Choices in
     * Randomized Load Balancing</i> (2001).
     */
    LEAST_BUSY,
    /** The first in the order of the name server; the next ones only where it can't be used. */
    FIRST;

    /** As it stands in a file. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
