package smart.service.hedge;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import io.dropwizard.util.Duration;
import java.io.IOException;
import smart.service.config.refusal.WholeNumbers;

/** Reads a duration with its unit, such as {@code 300ms}; only {@code 0} needs no unit. */
final class DelayDeserializer extends StdScalarDeserializer<Duration> {
    DelayDeserializer() {
        super(Duration.class);
    }

    @Override
    public Duration deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        String text = parser.getValueAsString("").trim();
        try {
            if (WholeNumbers.isPadded(text)) {
                throw new IllegalArgumentException(text);
            }
            return text.equals("0") ? Duration.milliseconds(0) : Duration.parse(text);
        } catch (IllegalArgumentException e) {
            throw context.weirdStringException(text, Duration.class, "not a duration with a unit, such as 300ms");
        }
    }
}
