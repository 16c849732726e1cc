package smart.service.tracing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Lists such as {@code name=value,name=value}, as OpenTelemetry's variables have them; special characters are
 * percent-encoded.
 */
final class NamedValues {
    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7e]+");
    /** The HTTP client sets these itself, and refuses to take them. */
    private static final Set<String> OF_THE_CLIENT =
            Set.of("connection", "content-length", "expect", "host", "upgrade");

    private NamedValues() {}

    /**
     * Header fields for a collector, such as an API key: {@code OTEL_EXPORTER_OTLP_HEADERS}. Empty pairs are skipped.
     *
     * @throws IllegalArgumentException if the format is wrong
     */
    static Map<String, String> headers(String text) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String pair : pairs(text)) {
            String name = name(pair);
            String value = value(pair);
            if (!HEADER_NAME.matcher(name).matches()
                    || !HEADER_VALUE.matcher(value).matches()
                    || OF_THE_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("not a name and a value");
            }
            headers.put(name, value);
        }
        return headers;
    }

    /**
     * Attributes of the service: {@code OTEL_RESOURCE_ATTRIBUTES}. Names are decoded, too; empty pairs are skipped.
     *
     * @throws IllegalArgumentException if the format is wrong
     */
    static Map<String, String> attributes(String text) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (String pair : pairs(text)) {
            attributes.put(decoded(name(pair)), value(pair));
        }
        return attributes;
    }

    private static List<String> pairs(String text) {
        return Arrays.stream(text.split(",", -1))
                .filter(pair -> !pair.isBlank())
                .toList();
    }

    private static String name(String pair) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? "" : pair.substring(0, equals).trim();
        if (name.isEmpty()) {
            throw new IllegalArgumentException("no name");
        }
        return name;
    }

    private static String value(String pair) {
        return decoded(pair.substring(pair.indexOf('=') + 1).trim());
    }

    private static String decoded(String text) {
        String decoded = URLDecoder.decode(text.replace("+", "%2B"), UTF_8); // A plus stands for itself here.
        if (decoded.indexOf('\uFFFD') >= 0) {
            throw new IllegalArgumentException("not UTF-8");
        }
        return decoded;
    }
}
