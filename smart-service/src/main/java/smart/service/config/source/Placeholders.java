package smart.service.config.source;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Replaces {@code ${NAME}} by the variable of that name, and {@code ${NAME:-default}} by the default if the variable is
 * not set or empty, like a shell. A default may contain placeholders; the content of a variable is not expanded.
 * {@code $$} before a brace is a dollar sign.
 */
final class Placeholders {
    private static final String DEFAULT = ":-";

    private final UnaryOperator<@Nullable String> environment;

    Placeholders(UnaryOperator<@Nullable String> environment) {
        this.environment = environment;
    }

    /** @throws BadPlaceholder if a variable without a default is not set, or a placeholder has no end */
    String replace(String text) throws BadPlaceholder {
        StringBuilder replaced = new StringBuilder(text.length());
        int from = 0;
        for (int dollar = text.indexOf("${"); dollar >= 0; dollar = text.indexOf("${", from)) {
            if (dollar > from && text.charAt(dollar - 1) == '$') {
                replaced.append(text, from, dollar).append('{');
                from = dollar + 2;
            } else {
                int end = end(text, dollar + 2);
                replaced.append(text, from, dollar).append(value(text.substring(dollar + 2, end)));
                from = end + 1;
            }
        }
        return replaced.append(text, from, text.length()).toString();
    }

    /** The index of the brace that ends the placeholder whose name begins at {@code from}. */
    private static int end(String text, int from) throws BadPlaceholder {
        int open = 1;
        for (int i = from; i < text.length(); i++) {
            if (text.startsWith("${", i)) {
                open++;
            } else if (text.charAt(i) == '}' && --open == 0) {
                return i;
            }
        }
        throw new BadPlaceholder("has a ${ without }; write $${ for the characters ${");
    }

    private String value(String placeholder) throws BadPlaceholder {
        int colon = placeholder.indexOf(DEFAULT);
        String name = colon < 0 ? placeholder : placeholder.substring(0, colon);
        if (!name.matches("[A-Za-z_][A-Za-z0-9_.]*")) {
            throw new BadPlaceholder("has a placeholder without a variable name; write $${ for the characters ${");
        }
        String value = environment.apply(name);
        if (colon >= 0 && (value == null || value.isEmpty())) {
            return replace(placeholder.substring(colon + DEFAULT.length()));
        }
        if (value == null) {
            throw new BadPlaceholder(
                    "needs the variable " + name + ", which is not set; ${" + name + ":-default} gives it a default");
        }
        return value;
    }
}
