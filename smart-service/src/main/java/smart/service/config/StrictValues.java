package smart.service.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import io.dropwizard.util.DataSize;
import io.dropwizard.util.Duration;
import java.io.IOException;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import smart.service.config.refusal.WholeNumbers;

/**
 * Checks the text of values: whole numbers by {@link WholeNumbers#isOne}, and no leading zero in other numbers,
 * durations and sizes. A name of Smart's enums must be as {@code toString} writes it; Dropwizard's mapper would also accept
 * another case, and dashes. It still does for Dropwizard's own enums, since its manual writes {@code target: stdout}.
 */
final class StrictValues extends BeanDeserializerModifier {
    private static final Set<Class<?>> WHOLE = Set.of(int.class, Integer.class, long.class, Long.class);
    private static final Set<Class<?>> OTHERS = Set.of(double.class, Double.class, Duration.class, DataSize.class);
    private static final String SMART = "smart.service.";

    @Override
    public JsonDeserializer<?> modifyDeserializer(
            DeserializationConfig config, BeanDescription type, JsonDeserializer<?> usual) {
        if (WHOLE.contains(type.getBeanClass())) {
            return new Checked(usual, WholeNumbers::isOne);
        }
        if (OTHERS.contains(type.getBeanClass())) {
            return new Checked(usual, text -> !WholeNumbers.isPadded(text));
        }
        return usual;
    }

    @Override
    public JsonDeserializer<?> modifyEnumDeserializer(
            DeserializationConfig config, JavaType type, BeanDescription description, JsonDeserializer<?> usual) {
        if (!type.getRawClass().getName().startsWith(SMART)) {
            return usual;
        }
        Set<String> names = Stream.of(type.getRawClass().getEnumConstants())
                .map(Object::toString)
                .collect(Collectors.toSet());
        return new Checked(usual, names::contains);
    }

    private static final class Checked extends DelegatingDeserializer {
        private final transient Predicate<String> allowed;

        Checked(JsonDeserializer<?> usual, Predicate<String> allowed) {
            super(usual);
            this.allowed = allowed;
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> usual) {
            return new Checked(usual, allowed);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.hasToken(JsonToken.VALUE_STRING)
                    && !allowed.test(parser.getText().trim())) {
                throw context.weirdStringException(parser.getText(), handledType(), "not allowed");
            }
            return super.deserialize(parser, context);
        }
    }
}
