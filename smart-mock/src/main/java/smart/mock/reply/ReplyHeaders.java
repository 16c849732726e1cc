package smart.mock.reply;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The headers that a reply may have: their form follows RFC 9110 section 5, and none may frame the message. */
final class ReplyHeaders {
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");
    private static final Set<String> RESERVED = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        RESERVED.addAll(List.of("Content-Length", "Transfer-Encoding", "Content-Type", "Trailer", "Upgrade"));
    }

    private ReplyHeaders() {}

    static void check(Map<String, List<String>> headers) {
        headers.forEach((name, values) -> {
            if (!TOKEN.matcher(name).matches()) {
                throw new IllegalArgumentException("\"" + name + "\" is not a header name");
            }
            if (RESERVED.contains(name)) {
                throw new IllegalArgumentException("the header " + name
                        + " is set by the mock; use contentType for Content-Type, a fault for a wrong length");
            }
            values.forEach(value -> checkValue(name, value));
        });
    }

    static void checkValue(String name, String value) {
        if (!VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "the value of header " + name + " may hold visible characters of Latin-1, spaces and tabs only");
        }
    }
}
