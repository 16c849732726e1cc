package smart.mock.reply;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The headers that a reply may have: their form follows RFC 9110 section 5, and none may frame the message. */
final class ReplyHeaders {
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");
    /** What to do instead of setting these. */
    private static final Map<String, String> RESERVED = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    static {
        RESERVED.put("Content-Type", "is set with contentType");
        RESERVED.put("Content-Length", "is set by the mock; a fault sends a wrong one");
        RESERVED.put("Transfer-Encoding", "is set by the mock; a fault breaks a response off");
        RESERVED.put("Trailer", "is not possible, since the mock sends no trailers");
        RESERVED.put("Upgrade", "is not possible, since the mock speaks no other protocol");
    }

    private ReplyHeaders() {}

    static void check(Map<String, List<String>> headers, String contentType) {
        checkValue("Content-Type", contentType);
        var names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> {
            if (!names.add(name)) {
                throw new IllegalArgumentException(
                        "the header " + name + " is given twice: upper and lower case are the same in its name");
            }
            if (!TOKEN.matcher(name).matches()) {
                throw new IllegalArgumentException("\"" + name + "\" is not a header name");
            }
            var instead = RESERVED.get(name);
            if (instead != null) {
                throw new IllegalArgumentException("the header " + name + " " + instead);
            }
            values.forEach(value -> checkValue(name, value));
        });
        int size = size("Content-Type", List.of(contentType));
        for (var header : headers.entrySet()) {
            size += size(header.getKey(), header.getValue());
        }
        if (size > Reply.MAX_HEADERS) {
            throw new IllegalArgumentException(
                    "the headers of a reply have at most " + Reply.MAX_HEADERS + " bytes together, not " + size);
        }
    }

    /** With a colon, a space and the end of the line (RFC 9112 section 5). */
    private static int size(String name, List<String> values) {
        return values.stream()
                .mapToInt(value -> name.length() + value.length() + 4)
                .sum();
    }

    private static void checkValue(String name, String value) {
        if (!VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "the value of header " + name + " may hold visible characters of Latin-1, spaces and tabs only");
        }
    }
}
