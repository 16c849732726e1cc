package smart.mock.scenario.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Set;
import smart.mock.reply.Delay;

/**
 * Reads a delay: milliseconds, or a distribution such as {@code {"uniform": [100, 600], "max": 500}}, which may be slowed
 * now and then.
 */
final class DelayReader {
    private static final String ALLOWED =
            "a delay is a number of milliseconds, or an object with one of uniform, normal,"
                    + " lognormal, pareto, and slow, pause, max";
    private static final Set<String> DISTRIBUTIONS = Set.of("uniform", "normal", "lognormal", "pareto");
    private static final double[] NOTHING = {};

    private final JsonParser parser;

    DelayReader(JsonParser parser) {
        this.parser = parser;
    }

    Delay read() throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return new Delay.Fixed(Json.number(parser, ALLOWED));
        }
        var name = "";
        var parameters = NOTHING;
        var slow = NOTHING;
        var pause = NOTHING;
        double max = Delay.USUAL_MAX_MILLIS;
        var members = Members.of(parser, ALLOWED);
        for (var key = members.next(); key != null; key = members.next()) {
            if (key.equals("max")) {
                max = Json.number(parser, "max is a number of milliseconds");
            } else if (key.equals("slow")) {
                slow = pair(key, "[0.01, 20]");
            } else if (key.equals("pause")) {
                pause = pair(key, "[500, 5000]");
            } else if (!DISTRIBUTIONS.contains(key)) {
                throw new IllegalArgumentException(ALLOWED + ", not \"" + key + "\"");
            } else if (name.isEmpty()) {
                name = key;
                parameters = pair(key, "[100, 600]");
            } else {
                throw new IllegalArgumentException(ALLOWED + ", not both " + name + " and " + key);
            }
        }
        var delay = distribution(name, parameters, max);
        if (slow.length > 0) {
            delay = new Delay.Slowed(delay, slow[0], slow[1], max);
        }
        return pause.length > 0 ? new Delay.Paused(delay, pause[0], pause[1]) : delay;
    }

    private double[] pair(String name, String example) throws IOException {
        var rule = name + " has two numbers, such as {\"" + name + "\": " + example + "}";
        Json.require(parser, JsonToken.START_ARRAY, rule);
        parser.nextToken();
        double first = Json.number(parser, rule);
        parser.nextToken();
        double second = Json.number(parser, rule);
        parser.nextToken();
        Json.require(parser, JsonToken.END_ARRAY, rule);
        return new double[] {first, second};
    }

    private static Delay distribution(String name, double[] parameters, double max) {
        if (parameters.length == 0) {
            throw new IllegalArgumentException(ALLOWED + ", but has none of these four");
        }
        double first = parameters[0];
        double second = parameters[1];
        return switch (name) {
            case "uniform" -> new Delay.Uniform(first, second, max);
            case "normal" -> new Delay.Normal(first, second, max);
            case "lognormal" -> new Delay.LogNormal(first, second, max);
            case "pareto" -> new Delay.Pareto(first, second, max);
            default -> throw new IllegalStateException(name);
        };
    }
}
