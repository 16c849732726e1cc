package smart.service.tracing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Header fields for a collector, such as an API key, in the format of {@code OTEL_EXPORTER_OTLP_HEADERS}. */
final class OtlpHeaders {
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]+");

    private OtlpHeaders() {}

    /**
     * Reads {@code name=value,name=value}; special characters in a value are percent-encoded.
     *
     * @throws IllegalArgumentException if the format is wrong
     */
    static Map<String, String> parse(String text) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String pair : text.split(",", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? "" : pair.substring(0, equals).trim();
            // A plus stands for itself here.
            String value = URLDecoder.decode(pair.substring(equals + 1).trim().replace("+", "%2B"), UTF_8);
            if (!NAME.matcher(name).matches() || !VALUE.matcher(value).matches()) {
                throw new IllegalArgumentException("not a name and a value");
            }
            headers.put(name, value);
        }
        return headers;
    }
}
