package smart.bench.arguments;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import smart.bench.load.measure.Amount;
import smart.bench.run.Model;

/** The options for the levels and their length. */
final class LevelOptions {
    private static final int DEFAULT_REQUESTS = 500;
    private static final int MAX_REQUESTS = 1_000_000_000;

    @Option(names = "--req", paramLabel = "N", description = "requests at each level; 500")
    private @Nullable Integer requests;

    @Option(
            names = "--levels",
            paramLabel = "LIST",
            converter = Parsing.Levels.class,
            description = "the levels themselves, as 1,2,5,10,20")
    private Parsing.Levels.@Nullable Named levels;

    @Option(names = "--max", paramLabel = "N", description = "the highest level; a tenth of --req")
    private @Nullable Integer max;

    @Option(names = "--step", paramLabel = "N", description = "measure level 1, the multiples of N, and the highest; 1")
    private @Nullable Integer step;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = Parsing.Time.class,
            description = "measure each level for that long (500ms, 10s, 1m) instead of --req requests")
    private @Nullable Duration duration;

    @Option(
            names = "--warmup",
            paramLabel = "AMOUNT",
            converter = Parsing.Warmup.class,
            description = "what is sent before each level and not counted: a number of requests or a time; a tenth of"
                    + " the level. With --rate a time; 1s, or more if a first request takes longer")
    private @Nullable Amount warmup;

    boolean areNamed() {
        return levels != null || max != null || step != null;
    }

    boolean isTouched() {
        return areNamed() || requests != null || duration != null || warmup != null;
    }

    @Nullable Amount warmup() {
        return warmup;
    }

    /** The length of a level. */
    Amount amount(Amount otherwise) throws UsageException {
        Integer count = requests();
        if (count != null) {
            return new Amount.Requests(count);
        }
        return duration == null ? otherwise : new Amount.Time(duration);
    }

    /** The sweep. Without named levels it uses {@code defaults}, unless that is empty. */
    Model.Sweep sweep(List<Integer> defaults) throws UsageException {
        Integer given = requests();
        int count = given == null ? DEFAULT_REQUESTS : given;
        List<Integer> measured = defaults.isEmpty() ? levels(count) : defaults;
        int highest = measured.get(measured.size() - 1);
        if (duration == null && highest > count) {
            throw new UsageException(
                    "a level of " + highest + " callers needs at least as many requests; --req is " + count);
        }
        return new Model.Sweep(measured, amount(new Amount.Requests(count)), warmup);
    }

    private @Nullable Integer requests() throws UsageException {
        Parsing.within("--req", requests, 1, MAX_REQUESTS);
        if (requests != null && duration != null) {
            throw new UsageException(
                    "--req and --duration exclude each other: a level is so many requests, or so long");
        }
        return requests;
    }

    private List<Integer> levels(int count) throws UsageException {
        Integer highest = Parsing.within("--max", max, 1, Parsing.MAX_CONCURRENCY);
        Integer every = Parsing.within("--step", step, 1, Parsing.MAX_CONCURRENCY);
        if (levels != null) {
            if (max != null || step != null) {
                throw new UsageException("--levels names the levels; --max and --step don't go with it");
            }
            return levels.levels();
        }
        if (highest == null && count < 10) {
            throw new UsageException(
                    "--req must be at least 10, as levels go up to a tenth of it; or name --levels or --max");
        }
        int last = highest == null ? Math.min(count / 10, Parsing.MAX_CONCURRENCY) : highest;
        return IntStream.rangeClosed(1, last)
                .filter(level -> level == 1 || level == last || every == null || level % every == 0)
                .boxed()
                .toList();
    }
}
