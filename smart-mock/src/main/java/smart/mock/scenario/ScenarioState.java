package smart.mock.scenario;

import java.util.List;

/** The progress of a scenario, or of stubs. Immutable. */
public sealed interface ScenarioState {
    /** The number of entries. */
    int entries();

    /** The number of entries that no request has taken yet. */
    long left();

    /** The number of requests that took a reply since it was set, from entries or what follows them. */
    long taken();

    /** The number of requests that matched no stub; none in a plain scenario, which takes all. */
    long unmatched();

    /**
     * The progress of a plain scenario, or of one stub.
     *
     * @param then what follows the last entry
     */
    record Plain(int entries, long left, long taken, UsedUp then) implements ScenarioState {
        @Override
        public long unmatched() {
            return 0;
        }
    }

    /**
     * The progress of stubs, with the totals of all of them.
     *
     * @param stubs each stub's own, in their order
     */
    record OfStubs(List<Plain> stubs, long unmatched) implements ScenarioState {
        /** Copies the list. */
        public OfStubs {
            stubs = List.copyOf(stubs);
        }

        @Override
        public int entries() {
            return stubs.stream().mapToInt(Plain::entries).sum();
        }

        @Override
        public long left() {
            return stubs.stream().mapToLong(Plain::left).sum();
        }

        @Override
        public long taken() {
            return stubs.stream().mapToLong(Plain::taken).sum();
        }
    }
}
