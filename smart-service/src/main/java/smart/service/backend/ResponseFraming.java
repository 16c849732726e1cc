package smart.service.backend;

import org.apache.hc.core5.http.FormattedHeader;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.ProtocolVersion;

/**
 * Refuses a response whose end two readers could see in different places, and a head that is none of HTTP/1.1: where the
 * HTTP client is lenient, another proxy may be in another way, and the difference is what smuggling lives on.
 */
final class ResponseFraming {
    /** The most that the fields of a head may be together, in bytes. Callers get up to 64 KiB, ours included. */
    static final int MOST_HEAD = 48 * 1024;

    private static final String TOKEN_PUNCTUATION = "!#$%&'*+-.^_`|~";

    private ResponseFraming() {}

    /**
     * Checks a head that came over HTTP/1.1; one of HTTP/2 has no framing fields, and its names pass the same check.
     *
     * @throws ProtocolException for what is said of it
     */
    static void check(HttpResponse head) throws ProtocolException {
        int lengths = 0;
        int codings = 0;
        int size = 0;
        Header[] fields = head.getHeaders();
        // RFC 9112 section 2.2: such a line may be taken for the status line's, or for a field.
        if (fields.length > 0
                && fields[0] instanceof FormattedHeader first
                && first.getBuffer().charAt(0) <= ' ') {
            throw new ProtocolException("a blank before the first field");
        }
        for (Header field : fields) {
            String name = field.getName();
            String value = field.getValue();
            if (!isToken(name)) {
                throw new ProtocolException("a field name that is no token");
            }
            size += name.length() + (value == null ? 0 : value.length()) + 4;
            if (name.equalsIgnoreCase("Content-Length")) {
                lengths++;
                checkLength(value);
            } else if (name.equalsIgnoreCase("Transfer-Encoding")) {
                codings++;
                checkCoding(value);
            }
        }
        if (size > MOST_HEAD) {
            throw new ProtocolException("more than " + MOST_HEAD + " bytes of fields");
        }
        checkFraming(head, lengths, codings);
    }

    private static void checkFraming(HttpResponse head, int lengths, int codings) throws ProtocolException {
        ProtocolVersion version = head.getVersion();
        if (version != null && version.lessEquals(HttpVersion.HTTP_0_9)) {
            throw new ProtocolException("not HTTP/1.1");
        }
        if (head.getCode() > 599) {
            throw new ProtocolException("no status of HTTP");
        }
        if (head.getCode() == HttpStatus.SC_SWITCHING_PROTOCOLS) {
            // RFC 9110 section 15.2.2: only in answer to Upgrade.
            throw new ProtocolException("a change of protocol that nobody asked for");
        }
        // RFC 9112 section 6.3, rule 5; equal ones too, since not all recipients merge them.
        if (lengths > 1) {
            throw new ProtocolException("more than one Content-Length");
        }
        // RFC 9112 section 6.3, rule 3: it ought to be handled as an error.
        if (codings > 0 && lengths > 0) {
            throw new ProtocolException("both Transfer-Encoding and Content-Length");
        }
        if (codings > 1) {
            throw new ProtocolException("more than one Transfer-Encoding");
        }
        // RFC 9112 section 6.1: faulty framing, since HTTP/1.0 knows no transfer codings; and there is no body to code.
        if (codings > 0
                && (head.getCode() == HttpStatus.SC_NO_CONTENT
                        || (version != null && version.lessEquals(HttpVersion.HTTP_1_0)))) {
            throw new ProtocolException("Transfer-Encoding where there can be none");
        }
    }

    /** RFC 9110 section 8.6: digits alone, and no more than a long has room for. */
    private static void checkLength(String value) throws ProtocolException {
        int length = value == null ? 0 : value.length();
        if (length == 0 || length > 18) {
            throw new ProtocolException("a Content-Length that is no length");
        }
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c < '0' || c > '9') {
                throw new ProtocolException("a Content-Length that is no length");
            }
        }
    }

    /** We sent no {@code TE}, so that nothing but chunked may come (RFC 9112 section 7.4). */
    private static void checkCoding(String value) throws ProtocolException {
        if (!"chunked".equalsIgnoreCase(value)) {
            throw new ProtocolException("a Transfer-Encoding that is not chunked");
        }
    }

    /** RFC 9110 section 5.6.2. */
    private static boolean isToken(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && TOKEN_PUNCTUATION.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
