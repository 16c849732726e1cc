package smart.service.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;

/** The rule for whole numbers in text, and a modifier of mappers that applies it to all keys with such a number. */
public final class WholeNumbers extends BeanDeserializerModifier {
    private static final Pattern USUAL = Pattern.compile("0|-?[1-9][0-9]*");
    private static final Set<Class<?>> TYPES = Set.of(int.class, Integer.class, long.class, Long.class);

    WholeNumbers() {}

    /**
     * Whether the text is a whole number in the usual form, of any size. Java and Jackson would also accept a plus, leading
     * zeros, and the digits of other scripts; {@code 010} may mean eight.
     */
    public static boolean isOne(String text) {
        return USUAL.matcher(text).matches();
    }

    @Override
    public JsonDeserializer<?> modifyDeserializer(
            DeserializationConfig config, BeanDescription type, JsonDeserializer<?> usual) {
        return TYPES.contains(type.getBeanClass()) ? new Strict(usual) : usual;
    }

    private static final class Strict extends DelegatingDeserializer {
        Strict(JsonDeserializer<?> usual) {
            super(usual);
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> usual) {
            return new Strict(usual);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.hasToken(JsonToken.VALUE_STRING)
                    && !isOne(parser.getText().trim())) {
                throw context.weirdStringException(parser.getText(), handledType(), "not a whole number");
            }
            return super.deserialize(parser, context);
        }
    }
}
