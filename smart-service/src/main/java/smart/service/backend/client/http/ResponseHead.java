package smart.service.backend.client.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import smart.service.backend.BackendFailure.Broken;
import smart.service.backend.BackendFailure.Kind;
import smart.service.backend.Header;

/**
 * A response's status and fields, line by line. It interprets only the fields that tell where the response ends and
 * whether its connection is kept. All fields are stored unchanged, byte for byte as ISO 8859-1. Control characters in a
 * value become spaces (RFC 9110 section 5.5), and a folded line is joined (RFC 9112 section 5.2).
 */
public final class ResponseHead {
    /** The most bytes of all fields together. Callers may get up to 64 KiB, with Smart's own fields. */
    static final int MOST_BYTES = 48 * 1024;

    private static final int MOST_FIELDS = 200;
    /** The most digits of a length that fit in a long. */
    private static final int MOST_LENGTH_DIGITS = 18;

    private static final byte DELETE = 0x7f;
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final List<Header> fields = new ArrayList<>(8);
    private int bytes;
    private int count;
    private boolean whole;
    private boolean http10;
    private int status;
    private int lengths;
    private long length = -1;
    private int codings;
    private boolean close;
    private boolean keepAlive;
    private long keepAliveSeconds = -1;

    int status() {
        return status;
    }

    /** All fields, in their order. */
    List<Header> fields() {
        return fields;
    }

    /** The value of {@code Content-Length}, or -1. */
    long length() {
        return length;
    }

    boolean isChunked() {
        return codings > 0;
    }

    /** Whether the status alone means that there is no body (RFC 9110 sections 15.3.5 and 15.4.5). */
    boolean isWithoutBody() {
        return status == NO_CONTENT || status == NOT_MODIFIED;
    }

    /** Whether the backend keeps the connection after this response (RFC 9112 section 9.3). */
    public boolean isKept() {
        return !close && (!http10 || keepAlive);
    }

    /** The seconds in {@code Keep-Alive}, or -1 for none. */
    public long keepAliveSeconds() {
        return keepAliveSeconds;
    }

    /** {@code HTTP/1.1 200 OK}: RFC 9112 section 4. The reason may be missing, even with its space. */
    void readStatusLine(byte[] line, int start, int end) throws Broken {
        boolean version = end - start >= 12
                && line[start] == 'H'
                && line[start + 1] == 'T'
                && line[start + 2] == 'T'
                && line[start + 3] == 'P'
                && line[start + 4] == '/'
                && line[start + 5] == '1'
                && line[start + 6] == '.'
                && isDigit(line[start + 7])
                && line[start + 8] == ' ';
        if (!version) {
            throw malformed("not HTTP/1.1");
        }
        boolean digits = isDigit(line[start + 9]) && isDigit(line[start + 10]) && isDigit(line[start + 11]);
        if (!digits || (end - start > 12 && line[start + 12] != ' ')) {
            throw malformed("not an HTTP status");
        }
        http10 = line[start + 7] == '0';
        status = 100 * (line[start + 9] - '0') + 10 * (line[start + 10] - '0') + line[start + 11] - '0';
        if (status < 100 || status > 599) {
            throw malformed("not an HTTP status");
        }
    }

    void readField(byte[] line, int start, int end) throws Broken {
        count(end - start);
        if (line[start] == ' ' || line[start] == '\t') {
            fold(line, start, end);
            return;
        }
        int colon = colon(line, start, end);
        int nameEnd = colon;
        // RFC 9112 section 5.1: a proxy removes it.
        while (nameEnd > start && isBlank(line[nameEnd - 1])) {
            nameEnd--;
        }
        checkToken(line, start, nameEnd);
        fields.add(new Header(new String(line, start, nameEnd - start, ISO_8859_1), value(line, colon + 1, end)));
    }

    private void fold(byte[] line, int start, int end) throws Broken {
        if (fields.isEmpty()) {
            // RFC 9112 section 2.2: some readers take such a line as part of the status line, others as a field.
            throw malformed("a blank before the first field");
        }
        Header folded = fields.remove(fields.size() - 1);
        String joined = (folded.value() + " " + value(line, start, end)).strip();
        fields.add(new Header(folded.name(), joined));
    }

    /** Restarts the count for the fields of a trailer. */
    void trailerBegins() {
        bytes = 0;
        count = 0;
    }

    void readTrailer(byte[] line, int start, int end) throws Broken {
        count(end - start);
        if (!isBlank(line[start])) {
            checkToken(line, start, colon(line, start, end));
        }
    }

    private void count(int length) throws Broken {
        bytes += length;
        count++;
        if (bytes > MOST_BYTES) {
            throw malformed("more than " + MOST_BYTES + " bytes of fields");
        }
        if (count > MOST_FIELDS) {
            throw malformed("more than " + MOST_FIELDS + " fields");
        }
    }

    private int colon(byte[] line, int start, int end) throws Broken {
        for (int at = start; at < end; at++) {
            if (line[at] == ':') {
                return at;
            }
        }
        throw malformed("a field without a colon");
    }

    /** RFC 9110 section 5.6.2. */
    private void checkToken(byte[] line, int start, int end) throws Broken {
        boolean token = end > start;
        for (int at = start; at < end; at++) {
            token &= Tokens.isTokenCharacter(line[at]);
        }
        if (!token) {
            throw malformed("an invalid field name");
        }
    }

    private static String value(byte[] line, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && isBlank(line[start])) {
            start++;
        }
        while (end > start && isBlank(line[end - 1])) {
            end--;
        }
        for (int at = start; at < end; at++) {
            if ((line[at] >= 0 && line[at] < ' ' && line[at] != '\t') || line[at] == DELETE) {
                line[at] = ' ';
            }
        }
        return new String(line, start, end - start, ISO_8859_1);
    }

    /**
     * Interprets the framing when the head is complete.
     *
     * @throws Broken if two readers could disagree on where the response ends. Another proxy may interpret it
     *     differently, and smuggling exploits that difference
     */
    void check() throws Broken {
        whole = true;
        for (Header field : fields) {
            switch (field.name().length()) {
                case 10 -> readConnection(field);
                case 14 -> readLength(field);
                case 17 -> readCoding(field);
                default -> {
                    // It does not affect the framing.
                }
            }
        }
        if (status == SWITCHING_PROTOCOLS) {
            // RFC 9110 section 15.2.2: allowed only in response to Upgrade.
            throw malformed("an unrequested change of protocol (101)");
        }
        // RFC 9112 section 6.3, rule 5. Equal lengths are refused too, since not all recipients merge them.
        if (lengths > 1) {
            throw malformed("more than one Content-Length");
        }
        // RFC 9112 section 6.3, rule 3: it should be handled as an error.
        if (codings > 0 && lengths > 0) {
            throw malformed("both Transfer-Encoding and Content-Length");
        }
        if (codings > 1) {
            throw malformed("more than one Transfer-Encoding");
        }
        // RFC 9112 section 6.1: faulty framing. HTTP/1.0 has no transfer codings, and a response without a body has
        // nothing to encode.
        if (codings > 0 && (http10 || status == NO_CONTENT || status < 200)) {
            throw malformed("Transfer-Encoding where it is not allowed");
        }
    }

    private void readConnection(Header field) {
        if (field.is("Connection")) {
            close |= Tokens.listContains(field.value(), "close");
            keepAlive |= Tokens.listContains(field.value(), "keep-alive");
        } else if (field.is("Keep-Alive")) {
            keepAliveSeconds = Tokens.parameter(field.value(), "timeout");
        }
    }

    /** RFC 9110 section 8.6: digits only, and no more than fit in a long. */
    private void readLength(Header field) throws Broken {
        if (!field.is("Content-Length")) {
            return;
        }
        lengths++;
        String value = field.value();
        if (value.isEmpty()
                || value.length() > MOST_LENGTH_DIGITS
                || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw malformed("an invalid Content-Length");
        }
        length = Long.parseLong(value);
    }

    /** Smart sends no {@code TE}, so only chunked is allowed (RFC 9112 section 7.4). */
    private void readCoding(Header field) throws Broken {
        if (!field.is("Transfer-Encoding")) {
            return;
        }
        codings++;
        if (!"chunked".equalsIgnoreCase(field.value())) {
            throw malformed("a Transfer-Encoding other than chunked");
        }
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    private Broken malformed(String detail) {
        return new Broken(Kind.MALFORMED, whole ? status : 0, detail, null);
    }
}
