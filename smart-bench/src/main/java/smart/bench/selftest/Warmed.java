package smart.bench.selftest;

import java.time.Duration;
import java.util.Locale;

/**
 * How the generator stood after its warm-up.
 *
 * @param microsPerRequest CPU of its event loops for a request to a server that answers at once; NaN where the JVM can't tell
 * @param took how long it ran
 * @param steady whether the cost no longer fell, rather than that time was up
 */
public record Warmed(double microsPerRequest, Duration took, boolean steady) {

    /** In a sentence. */
    public String words() {
        String cost = Double.isNaN(microsPerRequest)
                ? "What a request costs the generator itself is not known"
                : String.format(
                        Locale.ROOT, "A request costs the generator itself %.1f microseconds of CPU", microsPerRequest);
        return String.format(
                Locale.ROOT,
                "%s, after it had warmed up against a server of its own for %.1f s%s.",
                cost,
                took.toMillis() / 1000.0,
                steady ? "" : ", the most it may take; its cost was not steady yet");
    }
}
