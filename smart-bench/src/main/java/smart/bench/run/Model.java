package smart.bench.run;

import java.time.Duration;
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

        /** The warm-up of one level. The default is a tenth of the level; of a number, at least two requests per caller. */
        public Amount warmup(int concurrency) {
            if (warmup != null) {
                return warmup;
            }
            if (amount instanceof Amount.Requests requests) {
                return new Amount.Requests(Math.max(requests.count() / 10, 2L * concurrency));
            }
            return new Amount.Time(((Amount.Time) amount).duration().dividedBy(10));
        }

        /**
         * The share of the whole sweep that is done, from 0 to 1, as far as can be expected: a number of requests takes less
         * time the more callers send it.
         *
         * @param index the level that runs, from 0 up
         * @param progress of that level, from 0 to 1
         */
        public double done(int index, double progress) {
            double before =
                    levels.subList(0, index).stream().mapToDouble(this::weight).sum();
            double all = levels.stream().mapToDouble(this::weight).sum();
            return (before + progress * weight(levels.get(index))) / all;
        }

        /** The expected time of a level, in a unit that is the same for all levels. */
        private double weight(int concurrency) {
            if (amount instanceof Amount.Requests requests) {
                long early = warmup(concurrency) instanceof Amount.Requests before ? before.count() : 0;
                return (requests.count() + early) / (double) concurrency;
            }
            return 1;
        }
    }

    /**
     * An open model: requests arrive at their own times, whether or not earlier ones have ended.
     *
     * @param load the load
     * @param longerWarmup whether its warm-up may become longer, see {@link #loadFor(Duration)}
     */
    record Rate(OpenLoad load, boolean longerWarmup) implements Model {
        private static final double OF_A_RESPONSE = 1.5;

        /** A load with exactly that warm-up. */
        public Rate(OpenLoad load) {
            this(load, false);
        }

        /**
         * The load for a target that needs that time for a response, if its warm-up may become longer. Until the
         * warm-up's first responses are back, fewer requests end than are sent, and throughput would be too low: so its
         * warm-up is one and a half times as long.
         */
        public OpenLoad loadFor(Duration response) {
            Duration enough = Duration.ofNanos((long) (OF_A_RESPONSE * response.toNanos()));
            return enough.compareTo(load.warmup()) > 0 ? load.withWarmup(enough) : load;
        }

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
