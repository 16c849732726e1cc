package smart.service.config.refusal;

import java.util.regex.Pattern;

/**
 * The rules for numbers in text. {@code SecondsDeserializer} repeats the one for leading zeros, since the package of the
 * backend knows no other one.
 */
public final class WholeNumbers {
    private static final Pattern USUAL = Pattern.compile("0|-?[1-9][0-9]*");
    private static final Pattern PADDED = Pattern.compile("(?s)[+-]?0[0-9].*");

    private WholeNumbers() {}

    /**
     * Whether the text is a whole number in the usual form, of any size. Java and Jackson would also accept a plus, leading
     * zeros, and the digits of other scripts; {@code 010} may mean eight.
     */
    public static boolean isOne(String text) {
        return USUAL.matcher(text).matches();
    }

    /** Whether the text, such as a fraction or {@code 010s}, begins with a zero that another digit follows. */
    public static boolean isPadded(String text) {
        return PADDED.matcher(text).matches();
    }

    /** What the refusal of such a text adds: {@code : it has a leading zero}; empty for any other text. */
    public static String paddingIn(String text) {
        return isPadded(text.trim()) ? ": it has a leading zero" : "";
    }
}
