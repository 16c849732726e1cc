package smart.mock.scenario;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import smart.mock.reply.Delay;

/** Reads a delay: milliseconds, or a distribution such as {@code {"uniform": [100, 600], "max": 500}}. */
final class DelayReader {
    private static final String ALLOWED =
            "a delay is a number of milliseconds, or an object with one of uniform, normal, lognormal, pareto, and max";
    private static final double DEFAULT_MAX_MILLIS = 60_000;

    private final JsonParser parser;

    DelayReader(JsonParser parser) {
        this.parser = parser;
    }

    Delay read() throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return new Delay.Fixed(Json.number(parser, ALLOWED));
        }
        var name = "";
        var parameters = new double[2];
        double max = DEFAULT_MAX_MILLIS;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var key = parser.currentName();
            parser.nextToken();
            if (key.equals("max")) {
                max = Json.number(parser, "max is a number of milliseconds");
            } else if (name.isEmpty()) {
                name = key;
                parameters = pair();
            } else {
                throw new IllegalArgumentException(ALLOWED + ", not both " + name + " and " + key);
            }
        }
        return distribution(name, parameters, max);
    }

    private double[] pair() throws IOException {
        var rule = "a distribution has two numbers, such as {\"uniform\": [100, 600]}";
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
        double first = parameters[0];
        double second = parameters[1];
        return switch (name) {
            case "uniform" -> new Delay.Uniform(first, second, max);
            case "normal" -> new Delay.Normal(first, second, max);
            case "lognormal" -> new Delay.LogNormal(first, second, max);
            case "pareto" -> new Delay.Pareto(first, second, max);
            case "" -> throw new IllegalArgumentException(ALLOWED + ", not max alone");
            default -> throw new IllegalArgumentException(ALLOWED + ", not \"" + name + "\"");
        };
    }
}
