package smart.bench.arguments;

import java.util.List;
import java.util.stream.IntStream;
import net.sourceforge.argparse4j.inf.Namespace;
import smart.bench.load.Amount;
import smart.bench.run.Model;

/** The arguments of a sweep. */
final class SweepArguments {
    private SweepArguments() {}

    /** The sweep; with {@code defaults}, unless that is empty, where no levels are named. */
    static Model.Sweep sweep(Namespace given, List<Integer> defaults) throws UsageException {
        if (given.getString("arrivals") != null || given.getInt("max_connections") != null) {
            throw new UsageException("--arrivals and --max-connections go with --rate");
        }
        Integer requests = BenchArguments.within("--req", given.getInt("req"), 1, BenchArguments.MAX_REQUESTS);
        String duration = given.getString("duration");
        if (requests != null && duration != null) {
            throw new UsageException(
                    "--req and --duration exclude each other: a level is so many requests, or so long");
        }
        int count = requests == null ? BenchArguments.DEFAULT_REQUESTS : requests;
        List<Integer> levels = defaults.isEmpty() ? levels(given, count) : defaults;
        int highest = levels.get(levels.size() - 1);
        if (duration == null && highest > count) {
            throw new UsageException(
                    "a level of " + highest + " callers needs at least as many requests; --req is " + count);
        }
        String warmup = given.getString("warmup");
        return new Model.Sweep(
                levels,
                duration == null
                        ? new Amount.Requests(count)
                        : new Amount.Time(Parsing.duration("--duration", duration)),
                warmup == null ? null : Parsing.warmup("--warmup", warmup));
    }

    private static List<Integer> levels(Namespace given, int requests) throws UsageException {
        String list = given.getString("levels");
        Integer max = BenchArguments.within("--max", given.getInt("max"), 1, Parsing.MAX_CONCURRENCY);
        Integer step = BenchArguments.within("--step", given.getInt("step"), 1, Parsing.MAX_CONCURRENCY);
        if (list != null) {
            if (max != null || step != null) {
                throw new UsageException("--levels names the levels; --max and --step don't go with it");
            }
            return Parsing.levels(list);
        }
        if (max == null && requests < 10) {
            throw new UsageException(
                    "--req must be at least 10, as levels go up to a tenth of it; or name --levels or --max");
        }
        int last = max == null ? Math.min(requests / 10, Parsing.MAX_CONCURRENCY) : max;
        int every = step == null ? 1 : step;
        return IntStream.rangeClosed(1, last)
                .filter(level -> level == 1 || level == last || level % every == 0)
                .boxed()
                .toList();
    }
}
