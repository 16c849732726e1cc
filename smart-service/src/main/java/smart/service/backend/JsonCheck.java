package smart.service.backend;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
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
     */
    @Nullable String problem(byte[] body, @Nullable String encoding) {
        try {
            switch (encoding == null ? "identity" : encoding.toLowerCase(Locale.ROOT)) {
                case "identity", "" -> {
                    boolean utf8 = isUtf8(body) && new Utf8().accepts(body, 0, body.length);
                    return utf8 ? problem(factory.createParser(body)) : NOT_UTF8;
                }
                case "gzip", "x-gzip" -> {
                    InputStream decoded = new BufferedInputStream(decoded(body));
                    decoded.mark(2);
                    boolean utf8 = isUtf8(decoded.readNBytes(2));
                    decoded.reset();
                    return utf8 ? problem(factory.createParser(decoded)) : NOT_UTF8;
                }
                default -> {
                    return "content encoding '" + encoding + "' was not asked for and can't be checked";
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

    private InputStream decoded(byte[] body) throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(body)) {
            private final Utf8 utf8 = new Utf8();
            private long left = maxDecodedSize;

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int read = super.read(buffer, offset, length);
                left -= read;
                if (left < 0) {
                    throw new IOException("more than " + maxDecodedSize + " bytes once decoded");
                }
                if (!utf8.accepts(buffer, offset, read)) {
                    throw new IOException(NOT_UTF8);
                }
                return read;
            }
        };
    }
}
