package smart.mock.scenario.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import smart.mock.scenario.UsedUp;

/** Reads one JSON value; the error message says what was found instead. */
final class Json {
    private Json() {}

    static void require(JsonParser parser, JsonToken token, String rule) throws IOException {
        if (parser.currentToken() != token) {
            throw new IllegalArgumentException(rule + ", not " + found(parser));
        }
    }

    static String string(JsonParser parser, String rule) throws IOException {
        require(parser, JsonToken.VALUE_STRING, rule);
        String text = parser.getText();
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException(rule + ", not half of a surrogate pair");
        }
        return text;
    }

    static UsedUp usedUp(JsonParser parser) throws IOException {
        return UsedUp.named(string(parser, "then is a string"));
    }

    static int integer(JsonParser parser, String rule) throws IOException {
        require(parser, JsonToken.VALUE_NUMBER_INT, rule);
        if (parser.getNumberType() != JsonParser.NumberType.INT) {
            throw new IllegalArgumentException(rule + ", not " + parser.getText());
        }
        return parser.getIntValue();
    }

    static double number(JsonParser parser, String rule) throws IOException {
        var token = parser.currentToken();
        if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
            throw new IllegalArgumentException(rule + ", not " + found(parser));
        }
        return parser.getDoubleValue();
    }

    static String found(JsonParser parser) throws IOException {
        var token = parser.currentToken();
        if (token == null) {
            return "the end";
        }
        return switch (token) {
            case START_ARRAY -> "an array";
            case END_ARRAY -> "the end of the array";
            case START_OBJECT -> "an object";
            case END_OBJECT -> "the end of the object";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getText();
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NULL -> "null";
            default -> token.toString();
        };
    }
}
