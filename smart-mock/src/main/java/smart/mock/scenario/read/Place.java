package smart.mock.scenario.read;

import org.jspecify.annotations.Nullable;

/** The reader's place in a scenario, for error messages. */
final class Place {
    /** Counted from 0; null outside of the stubs. */
    @Nullable Integer stub;

    /** Counted from 0; null outside of the entries. */
    @Nullable Integer entry;

    @Override
    public String toString() {
        var inStub = stub == null ? "" : "stub " + stub + ": ";
        return inStub + (entry == null ? "" : "entry " + entry + ": ");
    }
}
