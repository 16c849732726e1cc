package smart.service.backend.attempt;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import smart.service.backend.BackendFailure;

/**
 * Checks that a body is JSON (RFC 8259): one value, nothing after it, in UTF-8. It parses the bytes as a stream and
 * keeps none of them. Safe for use by many threads.
 */
final class JsonCheck {
    private static final int MAX_DEPTH = 10_000;
    /** The factor by which a decoded body may exceed the size limit; more counts as an attack. */
    private static final int MAX_EXPANSION = 16;

    private static final String NOT_UTF8 = "not UTF-8";

    /** A larger body is parsed as a stream, so that the check can be cancelled. */
    private static final int AT_ONCE = 256 * 1024;

    // JSON has no limits on numbers and names, so Jackson's are off. The limit on nesting stays: each level costs
    // memory. Jackson keeps no table of names: all bodies would share it, and it is slow for names that collide.
    private final JsonFactory factory = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final long maxDecodedSize;

    /** @param maxResponseSize the largest body in bytes, before decoding */
    JsonCheck(long maxResponseSize) {
        this.maxDecodedSize = maxResponseSize * MAX_EXPANSION;
    }

    /**
     * Returns the problem of a non-empty body, or null if it is JSON. The text contains no part of the body, which may be
     * secret; it may contain the encoding.
     *
     * @param encoding its {@code Content-Encoding}, or null for none; {@code gzip} is decoded; any other is a problem,
     *     since Smart requested none
     * @param givenUp called now and then for a large body: whether nobody waits for the result any more
     */
    @Nullable String problem(byte[] body, @Nullable String encoding, BooleanSupplier givenUp) {
        try {
            switch (encoding == null ? "identity" : encoding.toLowerCase(Locale.ROOT)) {
                case "identity", "" -> {
                    if (body.length <= AT_ONCE) {
                        boolean utf8 = isUtf8(body) && new Utf8().accepts(body, 0, body.length);
                        return utf8 ? problem(factory.createParser(body)) : NOT_UTF8;
                    }
                    return streamed(new Checked(new ByteArrayInputStream(body), body.length, givenUp));
                }
                case "gzip", "x-gzip" -> {
                    InputStream decoded = new GZIPInputStream(new ByteArrayInputStream(body));
                    return streamed(new Checked(decoded, maxDecodedSize, givenUp));
                }
                default -> {
                    return "unsupported content encoding '" + encoding + "', which Smart did not request";
                }
            }
        } catch (StreamConstraintsException e) {
            return "nested more than " + MAX_DEPTH + " levels deep"; // The others are off.
        } catch (JsonEOFException e) {
            return "the JSON is incomplete" + place(e);
        } catch (JsonProcessingException e) { // Its message may quote the body.
            return "invalid JSON" + place(e);
        } catch (EOFException e) {
            return "the gzip body is incomplete";
        } catch (IOException e) {
            return BackendFailure.words(e);
        }
    }

    private static String place(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        return at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    private @Nullable String problem(JsonParser unchecked) throws IOException {
        try (JsonParser parser = unchecked) {
            if (parser.nextToken() == null) {
                return "no value";
            }
            parser.skipChildren();
            return parser.nextToken() == null ? null : "more after the value";
        }
    }

    /**
     * Jackson also accepts UTF-16 and UTF-32, which begin with a zero byte or a byte order mark. And its UTF-8 check is
     * less strict than {@link Utf8}.
     */
    private static boolean isUtf8(byte[] body) {
        return body.length < 2 || (body[0] != 0 && body[1] != 0 && body[0] != (byte) 0xFE && body[0] != (byte) 0xFF);
    }

    private @Nullable String streamed(InputStream body) throws IOException {
        InputStream buffered = new BufferedInputStream(body);
        buffered.mark(2);
        boolean utf8 = isUtf8(buffered.readNBytes(2));
        buffered.reset();
        return utf8 ? problem(factory.createParser(buffered)) : NOT_UTF8;
    }

    /** Watches the bytes while they are parsed: they must be UTF-8, not too many, and still needed. */
    private static final class Checked extends FilterInputStream {
        private final Utf8 utf8 = new Utf8();
        private final long most;
        private final BooleanSupplier givenUp;
        private long left;

        Checked(InputStream body, long most, BooleanSupplier givenUp) {
            super(body);
            this.most = most;
            this.left = most;
            this.givenUp = givenUp;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (givenUp.getAsBoolean()) {
                throw new IOException("the check was cancelled");
            }
            int read = super.read(buffer, offset, length);
            left -= read;
            if (left < 0) {
                throw new IOException("more than " + most + " bytes after decoding");
            }
            if (!utf8.accepts(buffer, offset, read)) {
                throw new IOException(NOT_UTF8);
            }
            return read;
        }
    }
}
