package smart.bench.selftest;

import java.time.Duration;
import java.util.Locale;

/**
 * The state of the generator after its warm-up.
 *
 * @param microsPerRequest CPU of its event loops per request to a server that responds at once; NaN if the JVM can't
 *     measure it
 * @param took the time of the warm-up
 * @param steady whether the cost was steady before the time was up
 */
public record Warmed(double microsPerRequest, Duration took, boolean steady) {

    /** In a sentence. */
    public String words() {
        String cost = Double.isNaN(microsPerRequest)
                ? "The generator's own CPU per request is not known"
                : String.format(
                        Locale.ROOT,
                        "The generator itself uses %.1f microseconds of CPU per request",
                        microsPerRequest);
        return String.format(
                Locale.ROOT,
                "%s, after a warm-up of %.1f s against its own server%s.",
                cost,
                took.toMillis() / 1000.0,
                steady ? "" : ", which is the maximum; the CPU per request was not steady yet");
    }
}
