package smart.service.backend.attempt;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a body is JSON as RFC 8259 has it: one value, nothing after it, in UTF-8. It streams over the bytes and
 * keeps nothing of them. Safe for use by many threads.
 */
final class JsonCheck {
    private static final int MAX_DEPTH = 10_000;
    /** How much larger than its limit a compressed body may be once it is decoded; more is taken for an attack. */
    private static final int MAX_EXPANSION = 16;

    private static final String NOT_UTF8 = "not UTF-8";

    /** A larger body is parsed as a stream, so that the check can be given up. */
    private static final int AT_ONCE = 256 * 1024;

    // Limits on numbers and names are Jackson's, not JSON's. Nesting keeps one: each level costs memory.
    private final JsonFactory factory = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final long maxDecodedSize;

    /** @param maxResponseSize the largest body, in bytes, before it is decoded */
    JsonCheck(long maxResponseSize) {
        this.maxDecodedSize = maxResponseSize * MAX_EXPANSION;
    }

    /**
     * Returns what is wrong with a body that is not empty, or null where it is JSON.
     *
     * @param encoding its {@code Content-Encoding}, or null for none; {@code gzip} is decoded, another can't be checked
     *     and is wrong, since none was asked for
     * @param givenUp asked now and then while the body is large: nobody waits for the answer any more
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
        } catch (JsonProcessingException e) {
            return e.getOriginalMessage();
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
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
     * Jackson would take UTF-16 and UTF-32 too: each has a zero byte or a byte order mark in front. And it looks at the
     * rest less closely than {@link Utf8}.
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

    /** Sees the bytes of a body while they are parsed: that they are UTF-8, not too many, and still wanted. */
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
