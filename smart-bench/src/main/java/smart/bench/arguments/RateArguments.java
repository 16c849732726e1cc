package smart.bench.arguments;

import java.time.Duration;
import net.sourceforge.argparse4j.inf.Namespace;
import smart.bench.load.Amount;
import smart.bench.load.OpenLoad;

/** The arguments of the rate mode. */
final class RateArguments {
    private static final double MAX_RATE = 1_000_000;
    private static final Duration DEFAULT_DURATION = Duration.ofSeconds(30);
    private static final Duration DEFAULT_WARMUP = Duration.ofSeconds(1);
    private static final int DEFAULT_CONNECTIONS = 1000;

    private RateArguments() {}

    static OpenLoad load(Namespace given) throws UsageException {
        double rate = given.getDouble("rate");
        if (!(rate >= 0.1 && rate <= MAX_RATE)) {
            throw new UsageException("--rate is from 0.1 to 1000000 requests per second, not " + given.get("rate"));
        }
        if (given.getString("levels") != null || given.getInt("max") != null || given.getInt("step") != null) {
            throw new UsageException("--rate is one level of its own; --levels, --max and --step don't go with it");
        }
        Integer connections =
                BenchArguments.within("--max-connections", given.getInt("max_connections"), 1, Parsing.MAX_CONCURRENCY);
        return new OpenLoad(
                rate,
                warmup(given),
                duration(given, rate),
                "poisson".equals(given.getString("arrivals")),
                connections == null ? DEFAULT_CONNECTIONS : connections);
    }

    private static Duration warmup(Namespace given) throws UsageException {
        String warmup = given.getString("warmup");
        if (warmup == null) {
            return DEFAULT_WARMUP;
        }
        Amount amount = warmup.equals("0") ? new Amount.Time(Duration.ZERO) : Parsing.warmup("--warmup", warmup);
        if (amount instanceof Amount.Time time) {
            return time.duration();
        }
        throw new UsageException("with --rate, --warmup is a time such as 2s, or 0; '" + warmup + "' is not");
    }

    private static Duration duration(Namespace given, double rate) throws UsageException {
        String duration = given.getString("duration");
        Integer requests = given.getInt("req");
        if (duration != null && requests != null) {
            throw new UsageException("--req and --duration exclude each other");
        }
        if (requests != null) {
            BenchArguments.within("--req", requests, 1, BenchArguments.MAX_REQUESTS);
            return Duration.ofNanos(Math.round(requests / rate * 1e9));
        }
        return duration == null ? DEFAULT_DURATION : Parsing.duration("--duration", duration);
    }
}
