package smart.service.tracing.otlp;

/**
 * Writes text as UTF-8 into an array, without the copy that {@link String#getBytes} makes. An unpaired surrogate becomes
 * a question mark.
 */
final class Utf8Writer {
    /** A {@code char} needs at most this many bytes; two that form a pair need four. */
    static final int MOST_PER_CHAR = 3;

    private Utf8Writer() {}

    /** Writes {@code text} at {@code at}, and returns the position after it. There must be room. */
    static int write(String text, byte[] to, int at) {
        int length = text.length();
        int end = at;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return beyondAscii(text, i, to, end);
            }
            to[end++] = (byte) c;
        }
        return end;
    }

    private static int beyondAscii(String text, int from, byte[] to, int at) {
        int end = at;
        for (int i = from; i < text.length(); i++) {
            int c = text.codePointAt(i);
            if (c < 0x80) {
                to[end++] = (byte) c;
            } else if (c < 0x800) {
                to[end++] = (byte) (0xC0 | (c >> 6));
                to[end++] = continuation(c);
            } else if (c >= Character.MIN_SUPPLEMENTARY_CODE_POINT) {
                to[end++] = (byte) (0xF0 | (c >> 18));
                to[end++] = continuation(c >> 12);
                to[end++] = continuation(c >> 6);
                to[end++] = continuation(c);
                i++; // It is a pair.
            } else if (Character.isSurrogate((char) c)) {
                to[end++] = '?';
            } else {
                to[end++] = (byte) (0xE0 | (c >> 12));
                to[end++] = continuation(c >> 6);
                to[end++] = continuation(c);
            }
        }
        return end;
    }

    private static byte continuation(int bits) {
        return (byte) (0x80 | (bits & 0x3F));
    }
}
