package smart.bench.run;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import smart.bench.load.measure.Amount;
import smart.bench.load.open.OpenLoad;

/** How requests arrive. */
public sealed interface Model {

    /** The name in reports. */
    String label();

    /** The number of requests that a level measures at least, or empty if only its time is given. */
    OptionalLong requests();

    /**
     * A closed model: at each level a fixed number of callers, each sending its next request when the last is over.
     *
     * @param levels numbers of callers, in the order they are measured
     * @param amount the length of each level
     * @param warmup the warm-up at the same concurrency; null for the default, see {@link #warmup(int)}
     */
    record Sweep(List<Integer> levels, Amount amount, @Nullable Amount warmup) implements Model {
        /** Copies the list. */
        public Sweep {
            levels = List.copyOf(levels);
        }

        @Override
        public String label() {
            return "closed";
        }

        @Override
        public OptionalLong requests() {
            return amount instanceof Amount.Requests requests
                    ? OptionalLong.of(requests.count())
                    : OptionalLong.empty();
        }

        /** The warm-up of one level. The default is a tenth of the level, but at least two requests per caller. */
        public Amount warmup(int concurrency) {
            if (warmup != null) {
                return warmup;
            }
            if (amount instanceof Amount.Requests requests) {
                return new Amount.Requests(Math.max(requests.count() / 10, 2L * concurrency));
            }
            return new Amount.Time(((Amount.Time) amount).duration().dividedBy(10));
        }
    }

    /** An open model: requests arrive at their own times, whether or not earlier ones have ended. */
    record Rate(OpenLoad load) implements Model {
        @Override
        public OptionalLong requests() {
            return OptionalLong.of(load.requests());
        }

        @Override
        public String label() {
            return load.poisson() ? "open poisson" : "open constant";
        }
    }
}
