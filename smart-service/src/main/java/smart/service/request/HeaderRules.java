package smart.service.request;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import smart.service.backend.Header;

/** Which header fields pass, and which are added: all rules stand here. */
final class HeaderRules {
    /** Fields for one hop alone: RFC 9110 section 7.6.1, and what is older and of that kind. */
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /** Of the caller's request: what the connection to the backend decides, what a request without a body has none of. */
    private static final Set<String> NOT_TO_BACKEND =
            Set.of("host", "accept-encoding", "content-length", "content-type", "content-encoding", "expect");

    /** What Smart sets itself, whatever the caller sent. */
    private static final Set<String> SET_HERE = Set.of(
            "via",
            "x-forwarded-for",
            "x-forwarded-proto",
            "x-forwarded-host",
            RequestId.HEADER.toLowerCase(Locale.ROOT));

    private static final String VIA = "1.1 smart";

    private HeaderRules() {}

    /** The fields for the backend. */
    static List<Header> toBackend(HttpServletRequest request, String requestId) {
        Set<String> named = namedByConnection(Collections.list(request.getHeaders("Connection")));
        List<Header> headers = new ArrayList<>(16);
        for (String name : Collections.list(request.getHeaderNames())) {
            String lowerCase = name.toLowerCase(Locale.ROOT);
            if (HOP_BY_HOP.contains(lowerCase)
                    || NOT_TO_BACKEND.contains(lowerCase)
                    || SET_HERE.contains(lowerCase)
                    || named.contains(lowerCase)) {
                continue;
            }
            request.getHeaders(name).asIterator().forEachRemaining(value -> headers.add(new Header(name, value)));
        }
        headers.add(new Header("Via", appended(request, "Via", VIA)));
        headers.add(new Header("X-Forwarded-For", appended(request, "X-Forwarded-For", request.getRemoteAddr())));
        headers.add(new Header("X-Forwarded-Proto", orElse(request, "X-Forwarded-Proto", request.getScheme())));
        String host = orElse(request, "X-Forwarded-Host", orElse(request, "Host", ""));
        if (!host.isEmpty()) {
            headers.add(new Header("X-Forwarded-Host", host));
        }
        headers.add(new Header(RequestId.HEADER, requestId));
        return headers;
    }

    /** Whether a field with that name is among them. */
    static boolean contains(List<Header> headers, String name) {
        for (Header header : headers) {
            if (header.is(name)) {
                return true;
            }
        }
        return false;
    }

    /** The fields for the caller; the length is set from the body that is sent. */
    static List<Header> toCaller(List<Header> headers) {
        Set<String> named = contains(headers, "Connection")
                ? namedByConnection(headers.stream()
                        .filter(header -> header.is("Connection"))
                        .map(Header::value)
                        .toList())
                : Set.of();
        List<Header> kept = new ArrayList<>(headers.size());
        for (Header header : headers) {
            String lowerCase = header.name().toLowerCase(Locale.ROOT);
            if (!HOP_BY_HOP.contains(lowerCase) && !named.contains(lowerCase)) {
                kept.add(header);
            }
        }
        return kept;
    }

    private static Set<String> namedByConnection(List<String> values) {
        if (values.isEmpty()) {
            return Set.of();
        }
        Set<String> names = new TreeSet<>();
        for (String value : values) {
            for (String name : value.split(",", -1)) {
                names.add(name.trim().toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }

    private static String appended(HttpServletRequest request, String name, String own) {
        List<String> values = new ArrayList<>(Collections.list(request.getHeaders(name)));
        values.add(own);
        return String.join(", ", values);
    }

    private static String orElse(HttpServletRequest request, String name, String own) {
        String value = request.getHeader(name);
        return value == null || value.isBlank() ? own : value;
    }
}
