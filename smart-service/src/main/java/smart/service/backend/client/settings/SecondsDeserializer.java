package smart.service.backend.client.settings;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import io.dropwizard.util.Duration;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Reads a duration whose bare number means seconds: {@code 5}, {@code 0.5}, {@code 500ms}, {@code 2m}. */
public final class SecondsDeserializer extends StdScalarDeserializer<Duration> {
    private static final BigDecimal MILLISECONDS = BigDecimal.valueOf(1000);

    public SecondsDeserializer() {
        super(Duration.class);
    }

    /**
     * The duration that {@code text} names.
     *
     * @throws IllegalArgumentException if it is not a duration, or has a leading zero: {@code 010} may mean eight
     */
    public static Duration parse(String text) {
        String trimmed = text.trim();
        if (trimmed.matches("0\\d.*")) {
            throw new IllegalArgumentException(text);
        }
        if (!trimmed.matches("\\d{1,9}(\\.\\d{1,9})?")) {
            return Duration.parse(trimmed);
        }
        BigDecimal seconds = new BigDecimal(trimmed);
        return seconds.scale() == 0
                ? Duration.seconds(seconds.longValueExact())
                : Duration.milliseconds(seconds.multiply(MILLISECONDS)
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValueExact());
    }

    @Override
    public Duration deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        String text = parser.getValueAsString("");
        try {
            return parse(text);
        } catch (IllegalArgumentException e) {
            throw context.weirdStringException(text, Duration.class, "not a duration");
        }
    }
}
