package smart.service.backend.attempt;

/**
 * Checks that bytes are UTF-8 (RFC 3629 section 4): no overlong forms, no surrogates, nothing above U+10FFFF. It takes
 * the bytes piece by piece. Used by one thread.
 */
final class Utf8 {
    private static final int LOWEST = 0x80;
    private static final int HIGHEST = 0xBF;

    /** The number of bytes missing from the current character, and the range of the next one. */
    private int missing;

    private int lowest = LOWEST;
    private int highest = HIGHEST;

    /** Whether the bytes so far, including these, can be the start of a text. */
    boolean accepts(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            byte next = bytes[i];
            if (next >= 0 && missing == 0) {
                continue;
            }
            if (!(missing == 0 ? begins(next & 0xFF) : continues(next & 0xFF))) {
                return false;
            }
        }
        return true;
    }

    private boolean begins(int first) {
        missing = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
        lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : LOWEST;
        highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : HIGHEST;
        return first >= 0xC2 && first <= 0xF4;
    }

    private boolean continues(int next) {
        boolean possible = next >= lowest && next <= highest;
        missing--;
        lowest = LOWEST;
        highest = HIGHEST;
        return possible;
    }
}
