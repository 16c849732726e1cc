package smart.mock.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Selects requests: those with all of these properties, whatever else they have. Immutable.
 *
 * @param method such as {@code GET}, with regard to case (RFC 9110 section 9.1), so the usual ones only in capitals; null
 *     matches all
 * @param path as sent, so percent-encoded where the caller encodes it, without the query; a {@code *}, only at
 *     the end, matches any rest; null matches all
 * @param query parameters by name, decoded; of several values of one name, one must match
 * @param headers values by name, the name without regard to case; of several lines of one name, one must match, or all
 *     of them joined with a comma and a space
 */
public record Match(
        @Nullable String method, @Nullable String path, Map<String, String> query, Map<String, String> headers) {
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");

    /** Fits every request. */
    public static final Match ANY = new Match(null, null, Map.of(), Map.of());

    /**
     * Validates the match.
     *
     * @throws IllegalArgumentException saying what is allowed
     */
    public Match {
        if (method != null) {
            checkMethod(method);
        }
        if (path != null) {
            checkPath(path);
        }
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    private static void checkMethod(String method) {
        if (method.isEmpty()) {
            throw new IllegalArgumentException(
                    "the method of a match must not be empty; without it, the match fits all methods");
        }
        var capitals = method.toUpperCase(Locale.ROOT);
        if (METHODS.contains(capitals) && !method.equals(capitals)) {
            throw new IllegalArgumentException("the method of a match is in capitals: " + capitals + ", not " + method);
        }
    }

    private static void checkPath(String path) {
        if (!path.startsWith("/") && !path.equals("*")) {
            throw new IllegalArgumentException("the path of a match must begin with /, not \"" + path + "\"");
        }
        if (path.indexOf('?') >= 0) {
            throw new IllegalArgumentException(
                    "the path of a match has no query; write it as {\"path\": \"/work\", \"query\": {\"a\": \"1\"}}");
        }
        int star = path.indexOf('*');
        if (star >= 0 && star < path.length() - 1) {
            throw new IllegalArgumentException(
                    "the path of a match may have a * only at its end, where it fits any rest: "
                            + path.substring(0, star + 1) + ", not " + path);
        }
        if (path.chars().anyMatch(character -> character <= ' ')) {
            throw new IllegalArgumentException(
                    "the path of a match is as sent, percent-encoded: a space is %20, not \"" + path + "\"");
        }
    }

    /** Fits requests for this path, with any method. */
    public static Match path(String path) {
        return new Match(null, path, Map.of(), Map.of());
    }

    /** This match, for one method only. */
    public Match withMethod(String other) {
        return new Match(other, path, query, headers);
    }

    /** This match with an additional query parameter. */
    public Match withQuery(String name, String value) {
        return new Match(method, path, and(query, name, value), headers);
    }

    /** This match with an additional header. */
    public Match withHeader(String name, String value) {
        return new Match(method, path, query, and(headers, name, value));
    }

    private static Map<String, String> and(Map<String, String> map, String name, String value) {
        var more = new LinkedHashMap<>(map);
        more.put(name, value);
        return more;
    }

    /** Whether a request has all these properties. */
    public boolean fits(Arrival arrival) {
        return (method == null || method.equals(arrival.method()))
                && fitsPath(arrival.path())
                && query.entrySet().stream()
                        .allMatch(wanted -> hasParameter(arrival.query(), wanted.getKey(), wanted.getValue()))
                && headers.entrySet().stream()
                        .allMatch(wanted -> arrival.hasHeader(wanted.getKey(), wanted.getValue()));
    }

    private boolean fitsPath(String sent) {
        return path == null
                || (path.endsWith("*") ? sent.startsWith(path.substring(0, path.length() - 1)) : path.equals(sent));
    }

    private static boolean hasParameter(@Nullable String query, String name, String value) {
        if (query == null) {
            return false;
        }
        for (var parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            var itsName = equals < 0 ? parameter : parameter.substring(0, equals);
            var itsValue = equals < 0 ? "" : parameter.substring(equals + 1);
            if (name.equals(decoded(itsName)) && value.equals(decoded(itsValue))) {
                return true;
            }
        }
        return false;
    }

    /** Decodes like a form: {@code +} is a space. Invalid encodings stay unchanged. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
