package smart.service.backend.client.settings;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The backend's URL, in the parts that a client needs. Its host may have underscores, as in Compose and Swarm;
 * {@link URI#getHost()} is null for such names. Characters outside ASCII in path and query become percent-encoded UTF-8
 * (RFC 3987 section 3.1).
 *
 * @param uri the URL as sent
 * @param host a name, or an address, an IPv6 one in brackets
 * @param port the port to connect to, also if the URL has none
 */
public record BackendUrl(URI uri, String host, int port) {
    private static final Pattern PARTS =
            Pattern.compile("(?s)([A-Za-z][A-Za-z0-9+.-]*)://([^/?#]*)([^?#]*)(\\?[^#]*)?(#.*)?");
    private static final Pattern AUTHORITY = Pattern.compile("(?s)(\\[[^]]*]|[^:]*)(?::(.*))?");
    /** The characters that RFC 3986 allows unencoded in a path or query. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._~!$&'()*+,;=:@/?-]");

    /**
     * Parses the URL of a configuration.
     *
     * @throws IllegalArgumentException with the problem, but never with a part of a user name or password
     */
    public static BackendUrl of(String text) {
        Matcher parts = PARTS.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("it must begin with http:// or https://");
        }
        String scheme = parts.group(1).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("it must begin with http:// or https://");
        }
        String authority = parts.group(2);
        if (text.contains("@") && (authority.contains("@") || !isUsable(authority))) {
            throw new IllegalArgumentException("it must not contain a user or a password");
        }
        if (parts.group(5) != null) {
            throw new IllegalArgumentException("it must not contain a fragment (#...)");
        }
        Matcher split = split(authority);
        BackendHost.check(split.group(1));
        int port = port(split.group(2), scheme);
        String query = parts.group(4) == null ? "" : parts.group(4);
        URI uri = URI.create(scheme + "://" + authority + encoded(parts.group(3)) + encoded(query));
        return new BackendUrl(uri, split.group(1), port);
    }

    /** The host of a URI, which may have underscores. */
    static String host(URI uri) {
        return uri.getHost() == null ? split(uri.getRawAuthority()).group(1) : uri.getHost();
    }

    /** The port of a URI, whose host may have underscores; -1 for none. */
    static int port(URI uri) {
        String port = uri.getHost() == null ? split(uri.getRawAuthority()).group(2) : null;
        return port == null || port.isEmpty() ? uri.getPort() : Integer.parseInt(port);
    }

    private static boolean isUsable(String authority) {
        try {
            Matcher split = split(authority);
            BackendHost.check(split.group(1));
            return port(split.group(2), "http") > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Matcher split(String authority) {
        Matcher split = AUTHORITY.matcher(authority);
        if (!split.matches()) {
            throw new IllegalArgumentException("its host must be a name or an address");
        }
        return split;
    }

    private static int port(@Nullable String text, String scheme) {
        if (text == null || text.isEmpty()) {
            return scheme.equals("https") ? 443 : 80;
        }
        int port = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("the port must be from 1 to 65535, and is '" + text + "'");
        }
        return port;
    }

    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder(text.length());
        int next;
        for (int i = 0; i < text.length(); i = next) {
            int c = text.codePointAt(i);
            next = i + Character.charCount(c);
            String character = text.substring(i, next);
            if (c > 0x7f) {
                if (Character.charCount(c) == 1 && Character.isSurrogate((char) c)) {
                    throw new IllegalArgumentException("it has an incomplete character (a lone surrogate)");
                }
                percent(encoded, character);
            } else if (c == '%') {
                if (!text.substring(next).matches("(?s)[0-9A-Fa-f]{2}.*")) {
                    throw new IllegalArgumentException(
                            "a % must be followed by two hexadecimal digits; write %25 for a percent sign");
                }
                encoded.append('%');
            } else if (PLAIN.matcher(character).matches()) {
                encoded.append(character);
            } else {
                StringBuilder code = new StringBuilder();
                percent(code, character);
                throw new IllegalArgumentException("write this character as " + code);
            }
        }
        return encoded.toString();
    }

    private static void percent(StringBuilder encoded, String character) {
        for (byte b : character.getBytes(StandardCharsets.UTF_8)) {
            encoded.append(String.format("%%%02X", b & 0xff));
        }
    }

    /** Reads it from a configuration. */
    static final class Deserializer extends StdScalarDeserializer<BackendUrl> {
        Deserializer() {
            super(BackendUrl.class);
        }

        @Override
        public BackendUrl deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = parser.getValueAsString("");
            try {
                return of(text);
            } catch (IllegalArgumentException e) {
                throw InvalidFormatException.from(parser, e.getMessage(), text, URI.class);
            }
        }
    }
}
