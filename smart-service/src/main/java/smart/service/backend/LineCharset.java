package smart.service.backend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;

/**
 * ISO 8859-1 for what the HTTP client reads and writes line by line, but for the sign of a chunk's size: it is decoded as
 * {@value #NO_CHARACTER}, so that the client refuses the size. The client alone takes {@code +5} for a size, waits for ever
 * at {@code -5}, and skips {@code -1}; RFC 9112 section 7.1 knows hexadecimal digits only. No other line of HTTP has that
 * form, since a field has a colon after its name. With TLS it sees what was decrypted.
 */
final class LineCharset extends Charset {
    static final char NO_CHARACTER = '\uFFFD';

    LineCharset() {
        super("X-Smart-HTTP-Lines", new String[0]);
    }

    @Override
    public boolean contains(Charset charset) {
        return ISO_8859_1.contains(charset);
    }

    @Override
    public CharsetEncoder newEncoder() {
        return ISO_8859_1.newEncoder();
    }

    /** A decoder that is reset at the start of each line, and given the line whole, with its end. */
    @Override
    public CharsetDecoder newDecoder() {
        return new LineDecoder(this);
    }

    private static final class LineDecoder extends CharsetDecoder {
        private boolean atStart = true;

        LineDecoder(Charset charset) {
            super(charset, 1, 1);
        }

        @Override
        protected void implReset() {
            atStart = true;
        }

        @Override
        protected CoderResult decodeLoop(ByteBuffer in, CharBuffer out) {
            boolean signed = atStart && in.hasRemaining() && isSignedSize(in);
            while (in.hasRemaining()) {
                if (!out.hasRemaining()) {
                    return CoderResult.OVERFLOW;
                }
                char next = (char) (in.get() & 0xff);
                out.put(signed && atStart ? NO_CHARACTER : next);
                atStart = false;
            }
            return CoderResult.UNDERFLOW;
        }

        /** A sign, digits if any, then an extension or the line's end. A field's value in HTTP/2 has no line's end. */
        private static boolean isSignedSize(ByteBuffer line) {
            int at = line.position();
            int last = line.limit() - 1;
            if ((line.get(at) != '-' && line.get(at) != '+') || line.get(last) != '\n') {
                return false;
            }
            do {
                at++;
            } while (Character.digit(line.get(at), 16) >= 0);
            byte end = line.get(at);
            return end == '\n' || end == '\r' || end == ';' || end == ' ' || end == '\t';
        }
    }
}
