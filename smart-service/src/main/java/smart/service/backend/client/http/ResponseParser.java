package smart.service.backend.client.http;

import java.util.Arrays;
import smart.service.backend.BackendFailure.Broken;
import smart.service.backend.BackendFailure.Kind;
import smart.service.backend.BackendResponse;

/**
 * Parses one HTTP/1.1 response (RFC 9112), piece by piece as its bytes arrive. It refuses a response if two readers
 * could disagree on where it ends. Fields pass unchanged; {@link ResponseHead} interprets a few of them.
 *
 * <p>Every length is bounded: lines, fields, interim responses, and the body. The body's memory grows with the received
 * bytes, not with the announced length. Used by one thread.
 */
public final class ResponseParser {
    /** The longest line of a head, of a trailer, or before a chunk, in bytes. */
    private static final int MOST_LINE = 16 * 1024;

    private static final int MOST_EMPTY_LINES = 10;
    private static final int MOST_INTERIM = 16;
    /** The most hexadecimal digits that fit in a long. */
    private static final int MOST_SIZE_DIGITS = 15;

    private static final byte[] NOTHING = {};
    private static final int SMALL = 1024;

    private final boolean toHead;
    private final int maxBody;
    private State state = State.STATUS_LINE;
    private ResponseHead head = new ResponseHead();
    private int emptyLines;
    private int interim;
    private byte[] line = NOTHING; // the start of an incomplete line
    private int lineLength;
    private byte[] body = NOTHING;
    private int bodyLength;
    private long left; // bytes left of a body with a length, or of a chunk

    private enum State {
        STATUS_LINE,
        FIELDS,
        BODY,
        BODY_TO_END,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILER,
        COMPLETE
    }

    /**
     * @param toHead whether the request was a HEAD: the response has no body, whatever its fields say
     * @param maxBody the largest body, in bytes
     */
    public ResponseParser(boolean toHead, int maxBody) {
        this.toHead = toHead;
        this.maxBody = maxBody;
    }

    /**
     * Takes the bytes that belong to the response.
     *
     * @return the index of the first byte that was not taken; {@code end} unless the response is complete
     * @throws Broken if this is not a valid response, or too large
     */
    public int parse(byte[] bytes, int start, int end) throws Broken {
        int at = start;
        while (at < end && state != State.COMPLETE) {
            at = switch (state) {
                case BODY, BODY_TO_END, CHUNK -> content(bytes, at, end);
                default -> lines(bytes, at, end);
            };
        }
        return at;
    }

    /**
     * The connection has ended.
     *
     * @return whether the response is complete; false if nothing of it has arrived
     * @throws Broken if it ended within the response
     */
    public boolean end() throws Broken {
        if (state == State.BODY_TO_END) {
            state = State.COMPLETE; // RFC 9112 section 6.3, rule 8: also an empty one.
        } else if (!isComplete() && (state != State.STATUS_LINE || lineLength > 0)) {
            throw truncated();
        }
        return isComplete();
    }

    /** The response as a failure, since its connection ended too early. */
    public Broken truncated() {
        String part = hasHead() ? "before the end of the body" : "within the head";
        int status = head.status() < 200 ? 0 : head.status(); // An interim response has no status of its own.
        return new Broken(Kind.TRUNCATED, status, "the connection was closed " + part, null);
    }

    public boolean isComplete() {
        return state == State.COMPLETE;
    }

    /** Whether the head of a final response is complete. */
    private boolean hasHead() {
        return state != State.STATUS_LINE && state != State.FIELDS;
    }

    /** The status of a complete head, or 0. */
    public int status() {
        return hasHead() ? head.status() : 0;
    }

    /** Whether another request may follow on the connection, and for how long. Known once the response is complete. */
    public ResponseHead head() {
        return head;
    }

    /** The response, once it is complete. */
    public BackendResponse response() {
        return new BackendResponse(
                head.status(), head.fields(), bodyLength == body.length ? body : Arrays.copyOf(body, bodyLength));
    }

    private int lines(byte[] bytes, int start, int end) throws Broken {
        if (state == State.CHUNK_END) {
            checkChunkEnd(bytes, start, end);
        }
        int at = start;
        while (at < end && bytes[at] != '\n') {
            at++;
        }
        if (lineLength + (at - start) > MOST_LINE) {
            throw malformed("a line of more than " + MOST_LINE + " bytes");
        }
        if (at == end) {
            keep(bytes, start, end);
        } else if (lineLength == 0) {
            line(bytes, start, at);
        } else {
            keep(bytes, start, at);
            int length = lineLength;
            lineLength = 0;
            line(line, 0, length);
            line = NOTHING;
        }
        return Math.min(end, at + 1);
    }

    /** Before the rest of the line has arrived, which may be never. */
    private void checkChunkEnd(byte[] bytes, int start, int end) throws Broken {
        int feed = lineLength == 0 && bytes[start] == '\r' ? start + 1 : start;
        if (feed < end && bytes[feed] != '\n') {
            throw malformed("a chunk longer than its size");
        }
    }

    private void keep(byte[] bytes, int start, int end) {
        int length = end - start;
        if (lineLength + length > line.length) {
            line = Arrays.copyOf(line, Math.max(lineLength + length, 2 * line.length));
        }
        System.arraycopy(bytes, start, line, lineLength, length);
        lineLength += length;
    }

    /** Handles a complete line, without the line feed. */
    private void line(byte[] bytes, int start, int feed) throws Broken {
        int end = feed > start && bytes[feed - 1] == '\r' ? feed - 1 : feed;
        switch (state) {
            case STATUS_LINE -> statusLine(bytes, start, end);
            case FIELDS -> field(bytes, start, end);
            case CHUNK_SIZE -> chunkSize(bytes, start, end);
            case CHUNK_END -> {
                if (start != end) {
                    throw malformed("a chunk longer than its size");
                }
                state = State.CHUNK_SIZE;
            }
            case TRAILER -> trailer(bytes, start, end);
            default -> throw new IllegalStateException(state + " has no lines");
        }
    }

    private void statusLine(byte[] bytes, int start, int end) throws Broken {
        if (start == end) {
            if (++emptyLines > MOST_EMPTY_LINES) {
                throw malformed("empty lines before the response");
            }
            return;
        }
        head.readStatusLine(bytes, start, end);
        state = State.FIELDS;
    }

    private void field(byte[] bytes, int start, int end) throws Broken {
        if (start != end) {
            head.readField(bytes, start, end);
            return;
        }
        head.check();
        if (head.status() < 200) {
            interimEnded();
        } else if (toHead || head.isWithoutBody()) {
            state = State.COMPLETE;
        } else if (head.isChunked()) {
            state = State.CHUNK_SIZE;
        } else if (head.length() < 0) {
            state = State.BODY_TO_END;
        } else {
            bodyOf(head.length());
            state = left == 0 ? State.COMPLETE : State.BODY;
        }
    }

    private void interimEnded() throws Broken {
        if (++interim > MOST_INTERIM) {
            throw malformed("more than " + MOST_INTERIM + " interim responses");
        }
        head = new ResponseHead();
        state = State.STATUS_LINE;
    }

    private void bodyOf(long length) throws Broken {
        if (length > maxBody - bodyLength) {
            throw new Broken(Kind.TOO_LARGE, head.status(), "the body has more than " + maxBody + " bytes", null);
        }
        left = length;
    }

    /** RFC 9112 section 7.1: hexadecimal digits, then an extension or nothing. */
    private void chunkSize(byte[] bytes, int start, int end) throws Broken {
        int at = start;
        long size = 0;
        while (at < end && Character.digit(bytes[at], 16) >= 0) {
            size = size << 4 | Character.digit(bytes[at], 16);
            at++;
        }
        if (at == start || at - start > MOST_SIZE_DIGITS) {
            throw malformed("an invalid chunk size");
        }
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
        if (at < end && bytes[at] != ';') {
            throw malformed("an invalid chunk size");
        }
        if (size == 0) {
            head.trailerBegins();
            state = State.TRAILER;
        } else {
            bodyOf(size);
            state = State.CHUNK;
        }
    }

    /** A trailer is parsed and dropped (RFC 9110 section 6.5.1). */
    private void trailer(byte[] bytes, int start, int end) throws Broken {
        if (start == end) {
            state = State.COMPLETE;
        } else {
            head.readTrailer(bytes, start, end);
        }
    }

    private int content(byte[] bytes, int start, int end) throws Broken {
        int length = end - start;
        if (state == State.BODY_TO_END) {
            bodyOf(length);
        } else {
            length = (int) Math.min(length, left);
        }
        grow(length);
        System.arraycopy(bytes, start, body, bodyLength, length);
        bodyLength += length;
        left -= length;
        if (left == 0 && state == State.BODY) {
            state = State.COMPLETE;
        } else if (left == 0 && state == State.CHUNK) {
            state = State.CHUNK_END;
        }
        return start + length;
    }

    private void grow(int length) {
        int needed = bodyLength + length;
        if (needed > body.length) {
            // Doubles the capacity, so that many small pieces are not copied each time; but never above the length of a
            // body that has one.
            long wanted = Math.max(SMALL, 2L * needed);
            long most = state == State.BODY ? bodyLength + left : maxBody;
            body = Arrays.copyOf(body, (int) Math.min(most, wanted));
        }
    }

    private Broken malformed(String detail) {
        return new Broken(Kind.MALFORMED, status(), detail, null);
    }
}
