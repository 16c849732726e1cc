package smart.bench.arguments;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import smart.bench.load.measure.Amount;
import smart.bench.load.open.OpenLoad;
import smart.bench.run.Model;

/** The options of the rate mode. */
final class RateOptions {
    private static final double MAX_RATE = 1_000_000;
    private static final Duration DEFAULT_DURATION = Duration.ofSeconds(30);
    private static final Duration DEFAULT_WARMUP = Duration.ofSeconds(1);
    private static final int DEFAULT_CONNECTIONS = 1000;

    @Option(
            names = "--rate",
            paramLabel = "R",
            description = "send R requests per second, however long they take, for --duration (30s) or --req requests")
    private @Nullable Double rate;

    @Option(
            names = "--arrivals",
            paramLabel = "HOW",
            converter = Spacing.class,
            completionCandidates = Spacing.class,
            description = "constant (evenly spaced; the default) or poisson (random)")
    private @Nullable String arrivals;

    @Option(
            names = "--max-connections",
            paramLabel = "N",
            description =
                    "the most requests at once (default: 1000); more wait, and their waiting counts as response time")
    private @Nullable Integer maxConnections;

    boolean isGiven() {
        return rate != null;
    }

    /** Whether options are set that need a rate. */
    boolean isTouched() {
        return arrivals != null || maxConnections != null;
    }

    Model.Rate model(LevelOptions levels) throws UsageException {
        double perSecond = rate == null ? Double.NaN : rate;
        if (!(perSecond >= 0.1 && perSecond <= MAX_RATE)) {
            throw new UsageException("--rate is from 0.1 to 1000000 requests per second, not " + rate);
        }
        if (levels.areNamed()) {
            throw new UsageException("--rate is one level of its own; it excludes --levels, --max and --step");
        }
        Integer connections = Parsing.within("--max-connections", maxConnections, 1, Parsing.MAX_CONCURRENCY);
        OpenLoad load = new OpenLoad(
                perSecond,
                warmup(levels.warmup()),
                levels.amount(new Amount.Time(DEFAULT_DURATION)),
                "poisson".equals(arrivals),
                connections == null ? DEFAULT_CONNECTIONS : connections);
        if (load.duration().compareTo(Parsing.LONGEST) > 0) {
            throw new UsageException(
                    "--req: " + load.amount() + " at a --rate of " + rate + " per second take longer than 24h");
        }
        return new Model.Rate(load, levels.warmup() == null);
    }

    private static Duration warmup(@Nullable Amount warmup) throws UsageException {
        if (warmup == null) {
            return DEFAULT_WARMUP;
        }
        if (warmup.equals(Amount.NOTHING)) {
            return Duration.ZERO;
        }
        if (warmup instanceof Amount.Time time) {
            return time.duration();
        }
        throw new UsageException("with --rate, --warmup is a time such as 2s, or 0, not " + warmup);
    }

    /** How arrivals are spaced. */
    static final class Spacing extends java.util.ArrayList<String> implements ITypeConverter<String> {
        Spacing() {
            super(List.of("constant", "poisson"));
        }

        @Override
        public String convert(String text) {
            if (!contains(text.toLowerCase(Locale.ROOT))) {
                throw new TypeConversionException("is constant or poisson; '" + text + "' is neither");
            }
            return text.toLowerCase(Locale.ROOT);
        }
    }
}
