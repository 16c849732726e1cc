package smart.mock;

import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;
import smart.mock.reply.Fault;

/** Parses the rate of each fault, such as {@code reset=1%}. */
final class FaultRates {
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?)%");

    private FaultRates() {}

    /**
     * The share of each fault, 0 to 1.
     *
     * @throws IllegalArgumentException if a name or a rate is invalid
     */
    static Map<Fault, Double> parse(Map<String, String> rates) {
        var shares = new EnumMap<Fault, Double>(Fault.class);
        rates.forEach((name, rate) -> shares.put(Fault.named(name), share(rate)));
        return shares;
    }

    private static double share(String rate) {
        var percent = PERCENT.matcher(rate);
        if (!percent.matches()) {
            throw new IllegalArgumentException(
                    "a fault's rate is a percentage such as 1% or 0.5%, not \"" + rate + "\"");
        }
        return Double.parseDouble(percent.group(1)) / 100;
    }
}
