package smart.mock.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The start of a request's body, and the length of the whole body. Immutable. */
public final class Body {
    /** No content. */
    public static final Body NONE = new Body(new byte[0], 0);

    private final byte[] kept;
    private final long size;

    /**
     * Keeps the beginning of a body.
     *
     * @param kept the first bytes; the array belongs to the body from now on
     * @param size the length of the whole body in bytes
     */
    public Body(byte[] kept, long size) {
        this.kept = kept;
        this.size = size;
    }

    /** The kept bytes as UTF-8, with U+FFFD for invalid bytes. */
    String text() {
        return new String(kept, UTF_8);
    }

    long size() {
        return size;
    }

    int keptBytes() {
        return kept.length;
    }
}
