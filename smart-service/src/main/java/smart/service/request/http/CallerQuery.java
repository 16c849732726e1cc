package smart.service.request.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import smart.service.config.refusal.WholeNumbers;

/**
 * The parsed query of the caller.
 *
 * @param forBackend the query for the backend as it came, without {@code timeout}, or null for none. Only what can't
 *     stand in a request line is percent-encoded: spaces, control characters, {@code #}, and bytes outside ASCII
 * @param timeoutMillis the caller's own timeout for the call, in milliseconds
 */
public record CallerQuery(@Nullable String forBackend, OptionalLong timeoutMillis) {
    private static final CallerQuery NONE = new CallerQuery(null, OptionalLong.empty());
    private static final String TIMEOUT = "timeout";
    private static final String HEX = "0123456789ABCDEF";
    /** With more digits a number of milliseconds exceeds any timeout. */
    private static final int MAX_DIGITS = 15;

    /**
     * Reads a raw query, null for none.
     *
     * @throws BadRequest if {@code timeout} is not a whole number from 1 up, or is given twice
     */
    public static CallerQuery parse(@Nullable String raw) throws BadRequest {
        if (raw == null || raw.isEmpty()) {
            return NONE;
        }
        List<String> kept = new ArrayList<>();
        OptionalLong timeout = OptionalLong.empty();
        for (String parameter : raw.split("&", -1)) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            if (!TIMEOUT.equals(decoded(name))) {
                kept.add(parameter);
                continue;
            }
            if (timeout.isPresent()) {
                throw new BadRequest("timeout is given more than once");
            }
            timeout = OptionalLong.of(millis(equals < 0 ? "" : decoded(parameter.substring(equals + 1))));
        }
        return new CallerQuery(kept.isEmpty() ? null : escaped(String.join("&", kept)), timeout);
    }

    /**
     * A decoded name or value, one character for each byte: those that count here are ASCII. If an escape is invalid,
     * nothing is decoded.
     */
    private static String decoded(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        StringBuilder decoded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%') {
                decoded.append(c == '+' ? ' ' : c);
                continue;
            }
            int high = i + 2 < text.length() ? hex(text.charAt(i + 1)) : -1;
            int low = high < 0 ? -1 : hex(text.charAt(i + 2));
            if (low < 0) {
                return text;
            }
            decoded.append((char) (high << 4 | low));
            i += 2;
        }
        return decoded.toString();
    }

    private static long millis(String value) throws BadRequest {
        if (!WholeNumbers.isOne(value) || value.charAt(0) < '1') {
            throw new BadRequest("timeout must be a whole number of milliseconds from 1 up");
        }
        return value.length() > MAX_DIGITS ? Long.MAX_VALUE : Long.parseLong(value);
    }

    /**
     * Passes more than RFC 3986 section 3.4 allows, such as brackets, braces and {@code %zz}: they often stand in queries,
     * and the backend decides what they mean.
     */
    private static String escaped(String query) {
        StringBuilder escaped = new StringBuilder(query.length());
        for (byte one : query.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (one & 0xFF);
            if (c > ' ' && c < 0x7F && c != '#') {
                escaped.append(c);
            } else {
                escaped.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xF));
            }
        }
        return escaped.toString();
    }

    /** The value of an ASCII digit, or -1. */
    private static int hex(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }
}
