package smart.service.tracing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The fields that a collector asks for, such as a key, as {@code OTEL_EXPORTER_OTLP_HEADERS} has them. */
final class OtlpHeaders {
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]+");

    private OtlpHeaders() {}

    /**
     * Reads {@code name=value,name=value}; what a value could not hold otherwise is percent-encoded.
     *
     * @throws IllegalArgumentException where it is not that
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
