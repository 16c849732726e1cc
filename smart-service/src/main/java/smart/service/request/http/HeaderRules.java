package smart.service.request.http;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import smart.service.backend.Header;

/** All rules for header fields: which pass, and which are added. */
public final class HeaderRules {
    /**
     * Hop-by-hop fields: those of RFC 9110 section 7.6.1, and older ones. A proxy's challenge and its credentials belong to
     * the client next to it (sections 11.7.1 and 11.7.2).
     */
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

    /**
     * Fields of the caller's request that the connection to the backend determines. A request has no content, so neither
     * its length nor {@code Expect} is forwarded.
     */
    private static final Set<String> NOT_TO_BACKEND = Set.of("host", "accept-encoding", "content-length", "expect");

    /** The fields that Smart sets itself, whatever the caller sent. */
    private static final Set<String> SET_HERE = Set.of(
            "via",
            "x-forwarded-for",
            "x-forwarded-proto",
            "x-forwarded-host",
            RequestId.HEADER.toLowerCase(Locale.ROOT));

    /** With the version of the received request: RFC 9110 section 7.6.3. */
    private static final String VIA = "1.1 smart";

    private static final String VIA_HTTP_1_0 = "1.0 smart";

    private HeaderRules() {}

    /**
     * Refuses a request with content. The content of a GET or HEAD has no defined meaning (RFC 9110 section 9.3.1), and
     * Smart forwards none. If it were dropped, a search in the content would silently match everything.
     *
     * @throws BadRequest if the fields announce content; {@code Content-Length: 0} announces none
     */
    public static void refuseContent(HttpFields fields) throws BadRequest {
        if (fields.contains(HttpHeader.TRANSFER_ENCODING) || fields.getLongField(HttpHeader.CONTENT_LENGTH) > 0) {
            throw new BadRequest("The request has content, which Smart does not pass on. A call must have none");
        }
    }

    /**
     * The fields for the backend.
     *
     * @param fields the caller's
     * @param address the caller's address, in the form of {@code X-Forwarded-For}
     * @param scheme the scheme that the caller used
     * @param http10 whether the caller's request is one of HTTP/1.0
     */
    public static List<Header> toBackend(
            HttpFields fields, String address, String scheme, boolean http10, String requestId) {
        Set<String> named = namedByConnection(fields);
        List<Header> headers = new ArrayList<>(fields.size() + 5);
        for (HttpField field : fields) {
            String lowerCase = field.getLowerCaseName();
            if (!HOP_BY_HOP.contains(lowerCase)
                    && !NOT_TO_BACKEND.contains(lowerCase)
                    && !SET_HERE.contains(lowerCase)
                    && !named.contains(lowerCase)) {
                headers.add(new Header(field.getName(), Objects.requireNonNullElse(field.getValue(), "")));
            }
        }
        headers.add(new Header("Via", appended(fields, HttpHeader.VIA, http10 ? VIA_HTTP_1_0 : VIA)));
        headers.add(new Header("X-Forwarded-For", appended(fields, HttpHeader.X_FORWARDED_FOR, address)));
        headers.add(new Header("X-Forwarded-Proto", orElse(fields, HttpHeader.X_FORWARDED_PROTO, scheme)));
        String host = orElse(fields, HttpHeader.X_FORWARDED_HOST, orElse(fields, HttpHeader.HOST, ""));
        if (!host.isEmpty()) {
            headers.add(new Header("X-Forwarded-Host", host));
        }
        headers.add(new Header(RequestId.HEADER, requestId));
        return headers;
    }

    /** Whether a field of the backend's response goes to the caller. */
    public static boolean isEndToEnd(Header field, Set<String> namedByConnection) {
        String name = field.name().toLowerCase(Locale.ROOT);
        return !HOP_BY_HOP.contains(name) && !namedByConnection.contains(name);
    }

    /** The hop-by-hop names that the fields of that name list, in lower case. */
    public static Set<String> namedByConnection(List<Header> headers) {
        Set<String> named = Set.of();
        for (Header header : headers) {
            if (header.is("Connection")) {
                named = new HashSet<>(named);
                addNames(named, header.value());
            }
        }
        return named;
    }

    private static Set<String> namedByConnection(HttpFields fields) {
        Set<String> named = Set.of();
        for (String value : fields.getValuesList(HttpHeader.CONNECTION)) {
            named = new HashSet<>(named);
            addNames(named, value);
        }
        return named;
    }

    private static void addNames(Set<String> names, String list) {
        for (String name : list.split(",", -1)) {
            names.add(name.trim().toLowerCase(Locale.ROOT));
        }
    }

    /** Empty values make no elements: RFC 9110 section 5.6.1. */
    private static String appended(HttpFields fields, HttpHeader name, String own) {
        StringBuilder list = new StringBuilder();
        for (String value : fields.getValuesList(name)) {
            if (!value.isBlank()) {
                list.append(value).append(", ");
            }
        }
        return list.isEmpty() ? own : list.append(own).toString();
    }

    private static String orElse(HttpFields fields, HttpHeader name, String own) {
        String value = fields.get(name);
        return value == null || value.isBlank() ? own : value;
    }
}
