package smart.mock.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The beginning of a request's body, and how long the whole of it was. Immutable. */
public final class Body {
    /** No content. */
    public static final Body NONE = new Body(new byte[0], 0);

    private final byte[] kept;
    private final long size;

    /**
     * Keeps the beginning of a body.
     *
     * @param kept the first bytes; the array belongs to the body from now on
     * @param size how many bytes there were, kept or not
     */
    public Body(byte[] kept, long size) {
        this.kept = kept;
        this.size = size;
    }

    /** What is kept, read as UTF-8; a byte that isn't is U+FFFD. */
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
